"""The parts around the body that a package needs: types, relations, properties, settings, fonts, theme, footnotes.

Nothing in them says when, where or with what the file was made.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from .._rules import RuleSet
from .measures import HEAD, WORD, twips_of_mm
from .picture import Picture

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = (
    ("styles.xml", "styles", f"{_WORD_TYPE}.styles+xml"),
    ("settings.xml", "settings", f"{_WORD_TYPE}.settings+xml"),
    ("fontTable.xml", "fontTable", f"{_WORD_TYPE}.fontTable+xml"),
    ("theme/theme1.xml", "theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ("footnotes.xml", "footnotes", f"{_WORD_TYPE}.footnotes+xml"),
    ("header.xml", "header", f"{_WORD_TYPE}.header+xml"),
    ("header-first.xml", "header", f"{_WORD_TYPE}.header+xml"),
)
"""What the document relates to, each with its kind of relation and its type; rId1 is the first."""

_FOOTERS = (
    ("footer.xml", "footer", f"{_WORD_TYPE}.footer+xml"),
    ("footer-first.xml", "footer", f"{_WORD_TYPE}.footer+xml"),
)
"""And besides, where the page number stands in the lower margin."""


def _parts(rules: RuleSet) -> tuple[tuple[str, str, str], ...]:
    return (*_PARTS, *(_FOOTERS if rules.page_number.position == "bottom_margin" else ()))


def relation_id(rules: RuleSet, name: str) -> str:
    """The id of the document's relation to a part below ``word/``; that of a picture is behind all others."""
    names = [part for part, _, _ in _parts(rules)]
    return f"rId{names.index(name) + 1 if name in names else len(names) + 1}"


def header_references(rules: RuleSet) -> str:
    """What a section says of its headers, and of its footers where it has some."""
    kinds = {"header": "headerReference", "footer": "footerReference"}
    return "".join(
        f'<w:{kinds[kind]} w:type="{"first" if "first" in name else "default"}" r:id="{relation_id(rules, name)}"/>'
        for name, kind, _ in _parts(rules)
        if kind in kinds
    )


def content_types(rules: RuleSet, picture: Picture | None) -> str:
    """``[Content_Types].xml``."""
    types = [
        ("word/document.xml", f"{_WORD_TYPE}.document.main+xml"),
        *((f"word/{name}", content_type) for name, _, content_type in _parts(rules)),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    image = f'<Default Extension="{picture.kind}" ContentType="image/{picture.kind}"/>' if picture is not None else ""
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{image}'
        + "".join(f'<Override PartName="/{name}" ContentType="{content_type}"/>' for name, content_type in types)
        + "</Types>"
    )


def package_relations() -> str:
    """``_rels/.rels``."""
    return _relations(
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def document_relations(rules: RuleSet, picture: Picture | None) -> str:
    """``word/_rels/document.xml.rels``."""
    image = [(f"{_OFFICE}/image", picture.part)] if picture is not None else []
    return _relations(*((f"{_OFFICE}/{kind}", name) for name, kind, _ in _parts(rules)), *image)


def _relations(*targets: tuple[str, str]) -> str:
    numbered = enumerate(targets, 1)
    rows = (f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in numbered)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def properties() -> str:
    """``docProps/core.xml``: title, author, language."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>{{ document_title }}</dc:title><dc:creator>{{ document_author }}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def settings() -> str:
    """``word/settings.xml``: the layout of Word 2013 and later, no hyphenation, Vietnamese separators."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
            ("useWord2013TrackBottomHyphenation", 0),
        )
    )
    return (
        f'{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{twips_of_mm(10)}"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="vi-VN"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table(rules: RuleSet) -> str:
    """``word/fontTable.xml``."""
    return (
        f"{HEAD}<w:fonts {WORD}><w:font w:name={quoteattr(rules.font.name)}>"
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def footnotes() -> str:
    """``word/footnotes.xml``: the two separators, and a sample note that shows the look of all."""

    def separator(number: int, kind: str) -> str:
        return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'

    return (
        f"{HEAD}<w:footnotes {WORD}>"
        + separator(-1, "separator")
        + separator(0, "continuationSeparator")
        + '<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>Nội dung chú thích</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )


def theme(rules: RuleSet) -> str:
    """``word/theme/theme1.xml``: one font, black and greys; our styles name font and colour themselves."""
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "000000"), ("lt2", "FFFFFF"),
            ("accent1", "404040"), ("accent2", "595959"), ("accent3", "737373"),
            ("accent4", "8C8C8C"), ("accent5", "A6A6A6"), ("accent6", "BFBFBF"),
            ("hlink", "000000"), ("folHlink", "000000"),
        )
    )  # fmt: skip
    face = f'<a:latin typeface={quoteattr(rules.font.name)}/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    thin = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Văn bản hành chính">'
        f'<a:themeElements><a:clrScheme name="Đen trắng">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Một phông chữ"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="Nét mảnh"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{thin * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )

"""The template's file: what the script builds, small, valid for Word and for docxtpl, with nothing left over."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

import samples
from format_rules import RULES, SCRIPT, build_template, house
from hoi_report._design import build
from measure import NS, Docx, W

DOCUMENTS = {
    "plan": samples.plan(),
    "letter": samples.letter(),
    "draft": samples.draft_report(),
    "short": samples.short_plan(),
    "outline": samples.outline_alone(),
}


def committed() -> bytes:
    """The template as it stands in the repository."""
    return build_template.TEMPLATE.read_bytes()


def findings(content: bytes, folder: Path) -> list[object]:
    """What openxml-audit, which judges as the Open XML SDK does, says of a file."""
    path = folder / "document.docx"
    path.write_bytes(content)
    return list(OpenXmlValidator().validate(path).errors)


def test_the_committed_template_is_what_the_script_builds() -> None:
    """Part by part: who changes a rule or the design builds it again."""
    assert build_template.differing_parts(committed(), build(RULES)) == []


def run(folder: Path, *arguments: str | Path) -> tuple[int, str]:
    """The exit status of the script, and all that it said."""
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_check_says_what_differs_and_writes_nothing(tmp_path: Path) -> None:
    """Exit status 1, and the name of the part, where the file is not what the rules build."""
    other = tmp_path / "other.docx"
    other.write_bytes(build(house()))

    up_to_date = run(tmp_path, "--check")
    differs = run(tmp_path, "--check", "--output", other)
    absent = run(tmp_path, "--check", "--output", tmp_path / "absent.docx")

    assert up_to_date == (0, "")
    assert differs[0] == 1 and "word/styles.xml is not what nd30-2020.yaml builds" in differs[1]
    assert absent[0] == 1 and "(the file) is not what nd30-2020.yaml builds" in absent[1]
    assert [path.name for path in tmp_path.iterdir()] == ["other.docx"]


def test_the_script_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    """No clock, no folder, no order by chance: two processes in different places agree."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert run(tmp_path / name, "--output", tmp_path / name / "built.docx")[0] == 0

    assert (tmp_path / "one" / "built.docx").read_bytes() == (tmp_path / "two" / "built.docx").read_bytes()


def test_the_template_is_small_and_says_nothing_of_where_it_was_made() -> None:
    """Under 20 KB; no dates, programs, revision marks, spelling marks or default styles."""
    with zipfile.ZipFile(BytesIO(committed())) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
        dates = {info.date_time for info in package.infolist()}

    assert len(committed()) < 20_000
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert "docProps/app.xml" not in parts
    for word in ("rsid", "proofErr", "dcterms", "lastModifiedBy", "python", "Calibri", "Cambria", "Table Grid"):
        assert [name for name, text in parts.items() if word in text] == [], word


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_finds_nothing_to_repair(name: str, tmp_path: Path) -> None:
    """Whatever a document lacks or has."""
    assert findings(samples.word_file(DOCUMENTS[name]), tmp_path) == []


def test_the_template_is_itself_a_document_that_word_opens(tmp_path: Path) -> None:
    """So it can be restyled there: its tags are text, and none stands in an attribute."""
    template = Docx(committed())

    assert findings(committed(), tmp_path) == []
    for name in (name for name in template.parts if name.startswith("word/")):
        values = [value for element in template.tree(name).iter() for value in element.attrib.values()]
        assert [value for value in values if "{{" in value or "{%" in value] == [], name


def test_docxtpl_lint_finds_nothing(tmp_path: Path) -> None:
    """Neither an error nor a warning."""
    command = [sys.executable, "-m", "docxtpl_lint", "--no-config", "--fail-on", "warning"]
    done = subprocess.run(
        [*command, str(build_template.TEMPLATE)], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_paragraph_is_formatted_by_hand() -> None:
    """All looks are styles, so that who changes a style changes the document. The exceptions are named.

    The paragraph behind the signature, which keeps to what follows where the style of all others does not.
    """
    template = Docx(committed())
    parts = ["word/document.xml", "word/header.xml", "word/header-first.xml", "word/footnotes.xml"]
    by_hand = {
        etree.QName(child).localname
        for part in parts
        for properties in template.tree(part).iter(f"{{{W}}}pPr", f"{{{W}}}rPr")
        for child in properties
        if etree.QName(child).localname not in ("pStyle", "rStyle", "sectPr")
    }

    assert by_hand == {"keepNext"}


def test_every_style_is_used_and_has_a_name_for_people() -> None:
    """Nothing is left over; Word's own styles have a Vietnamese name beside theirs."""
    template = Docx(committed())
    naming = [f"{{{W}}}{kind}" for kind in ("pStyle", "rStyle", "tblStyle", "basedOn")]
    parts = [name for name in template.parts if name.startswith("word/") and name.endswith(".xml")]
    used = {element.get(f"{{{W}}}val") for part in parts for element in template.tree(part).iter(*naming)}
    spoken = {"NoiTieuDe", "Dam", "Nghieng", "DamNghieng"}  # named by the runs that a document brings
    spoken |= {"Bang", "DauBang", "OBang", "OBangGiua", "OBangPhai", "SauBang"}  # and by its tables
    defaults = {id_ for id_, style in template.styles.items() if style.get(f"{{{W}}}default")}
    names = {id_: style.find("w:name", NS).get(f"{{{W}}}val") for id_, style in template.styles.items()}  # type: ignore[union-attr]
    aliases = {id_: style.find("w:aliases", NS) for id_, style in template.styles.items()}

    assert set(template.styles) == used | spoken | defaults
    assert all(id_.isascii() and id_.isalnum() for id_ in template.styles)
    for id_, style in template.styles.items():
        if style.get(f"{{{W}}}customStyle") is None and id_ not in defaults:
            assert aliases[id_] is not None, id_
    assert {names[f"Heading{n}"] for n in range(1, 7)} == {f"heading {n}" for n in range(1, 7)}


def test_words_gallery_shows_what_a_writer_needs() -> None:
    """Text, headings, items and looks of words; the frame is behind them, and Word's own styles are out of sight."""
    root = Docx(committed()).tree("word/styles.xml")
    gallery = [
        (int(style.find("w:uiPriority", NS).get(f"{{{W}}}val", "")), style.find("w:name", NS).get(f"{{{W}}}val"))  # type: ignore[union-attr]
        for style in root.findall("w:style", NS)
        if style.find("w:qFormat", NS) is not None
    ]
    latent = root.find("w:latentStyles", NS)

    assert [name for _, name in sorted(gallery, key=lambda entry: entry[0])] == [
        "Lời văn",
        *(f"heading {n}" for n in range(1, 7)),
        *(f"Gạch đầu dòng {n}" for n in range(1, 4)),
        "Căn cứ",
        "Dòng chấm",
        "Nối tiêu đề",
        "Đậm",
        "Nghiêng",
        "Đậm nghiêng",
    ]
    assert latent is not None
    assert latent.get(f"{{{W}}}defSemiHidden") == "1" and latent.get(f"{{{W}}}defQFormat") == "0"


def test_the_layout_is_that_of_a_current_word() -> None:
    """Compatibility mode 15, no hyphenation, decimal comma."""
    settings = Docx(committed()).tree("word/settings.xml")
    mode = settings.find(".//w:compatSetting[@w:name='compatibilityMode']", NS)
    hyphens, decimal = settings.find("w:autoHyphenation", NS), settings.find("w:decimalSymbol", NS)

    assert mode is not None and mode.get(f"{{{W}}}val") == "15"
    assert hyphens is not None and hyphens.get(f"{{{W}}}val") == "0"
    assert decimal is not None and decimal.get(f"{{{W}}}val") == ","

"""The parts of a template, and the Word file that they make.

Without a clock and without the name of a program: the same rule set makes the same bytes everywhere.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from .._rules import RuleSet
from . import body, furniture, styles
from .picture import Picture


def build(rules: RuleSet, picture: Picture | None = None) -> bytes:
    """The template of a rule set as a Word file; ``picture`` is its emblem.

    The rule set asks for nothing that the design cannot do: see ``undesigned``.
    """
    return _packed(parts(rules, picture))


def parts(rules: RuleSet, picture: Picture | None) -> dict[str, str | bytes]:
    """The parts of the template by name, in the order in which they stand in the package."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": furniture.content_types(rules, picture),
        "_rels/.rels": furniture.package_relations(),
        "docProps/core.xml": furniture.properties(),
        "word/document.xml": body.document(rules, picture),
        "word/_rels/document.xml.rels": furniture.document_relations(rules, picture),
        "word/styles.xml": styles.styles(rules),
        "word/settings.xml": furniture.settings(),
        "word/fontTable.xml": furniture.font_table(rules),
        "word/theme/theme1.xml": furniture.theme(rules),
        "word/header.xml": body.header(rules),
        "word/header-first.xml": body.first_header(),
        "word/footnotes.xml": furniture.footnotes(),
    }
    if rules.page_number.position == "bottom_margin":
        found |= {"word/footer.xml": body.footer(), "word/footer-first.xml": body.first_footer()}
    if picture is not None:
        found[f"word/{picture.part}"] = picture.content
    return found


def _packed(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else it says which system it was built on
            info.external_attr = 0o644 << 16
            package.writestr(info, content, compresslevel=9)
    return buffer.getvalue()

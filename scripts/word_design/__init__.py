"""The Word design of the built-in template: raw OOXML, written from a rule set.

``measures`` knows units, ``style`` what a style is, ``text_styles``, ``frame_styles`` and ``grid_styles`` how each
component looks, ``drawing`` the ruled lines, ``body`` what stands where, ``furniture`` the other parts that a package
needs. :func:`parts` puts them together.
"""

from __future__ import annotations

from hoi_report._rules import RuleSet

from . import body, furniture, styles


class NotDesignedError(ValueError):
    """The rule set asks for what this design cannot do; it needs a template of its own."""


def parts(rules: RuleSet) -> dict[str, str]:
    """The parts of the template by name, in the order in which they stand in the package.

    Raises :class:`NotDesignedError` where the rule set wants a landscape page, or page numbers in the lower margin.
    """
    if rules.paper.orientation != "portrait":
        raise NotDesignedError(f"this design has no {rules.paper.orientation} page")
    if rules.page_number.position != "top_margin":
        raise NotDesignedError(f"this design has no page number in the {rules.page_number.position}")
    return {
        "[Content_Types].xml": furniture.content_types(),
        "_rels/.rels": furniture.package_relations(),
        "docProps/core.xml": furniture.properties(),
        "word/document.xml": body.document(rules),
        "word/_rels/document.xml.rels": furniture.document_relations(),
        "word/styles.xml": styles.styles(rules),
        "word/settings.xml": furniture.settings(),
        "word/fontTable.xml": furniture.font_table(rules),
        "word/theme/theme1.xml": furniture.theme(rules),
        "word/header.xml": body.header(),
        "word/header-first.xml": body.first_header(),
        "word/footnotes.xml": furniture.footnotes(),
    }

"""``word/styles.xml``: a style with a Vietnamese name for every component, real headings, and nothing unused.

What the decree rules is read from the rule set; the rest is decided in ``text_styles``, ``frame_styles`` and
``grid_styles``.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from .._rules import RuleSet
from .frame_styles import frame_styles, table_styles
from .grid_styles import grid_styles, grid_table_style
from .measures import HEAD, WORD
from .style import size, spacing, value
from .text_styles import character_styles, text_styles


def styles(rules: RuleSet) -> str:
    """``word/styles.xml``."""
    every = [*text_styles(rules), *character_styles(), *frame_styles(rules), *grid_styles(rules)]
    return (
        f"{HEAD}<w:styles {WORD}>{_defaults(rules)}{_LATENT}"
        + "".join(style.xml() for style in every)
        + f"{table_styles()}{grid_table_style(rules)}</w:styles>"
    )


def _defaults(rules: RuleSet) -> str:
    name = quoteattr(rules.font.name)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>{value('color', rules.font.color)}"
        f'{size(rules.components["noi_dung"].size.value)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>{spacing()}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
    )


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)
"""Word's own styles, all out of sight: its lists show ours alone."""

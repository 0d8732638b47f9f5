"""A compiled template: a context in, a whole .docx out, any number of times and from any number of threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import count

from markupsafe import Markup

from .._problems import Place, RenderError, problem
from .._value_class import guarded_class, value_class
from .._zipped import Member, pack, write_zip
from .notes import Notes
from .part import Part
from .values import Refused, Runs, UndefinedValue

DRAWING_NUMBERS = "_drawing_numbers"
"""The name under which a filling holds its counter of drawings; no tag can name it."""
_FIRST_DRAWING = 1001  # as docxtpl counts


@value_class
class TextWidths:
    """The width between the margins, in twips; of several sections the narrowest, so that nothing sticks out."""

    portrait: int
    landscape: int


@guarded_class
class Template:
    """A compiled template. :func:`~hoi_report._template.compile_template` makes it."""

    name: str
    """What it is called in messages."""
    style_ids: Mapping[tuple[str, str], str]
    """The ids of its styles by kind (``paragraph``, ``character``, ``table``) and name in lower case."""
    widths: TextWidths
    """How wide its text is: tables are as wide."""
    programs: tuple[Part, ...]
    """The parts that are printed; the first is the body."""
    notes: Notes
    """The footnotes, where the template has a sample note."""
    order: tuple[str | Member, ...] = field(repr=False)
    """Every part of the file in its order: the name of one that is printed, the whole of one that never changes."""
    lang: str = "vi"
    """The language in which :meth:`fill` tells problems."""

    def fill(self, context: Mapping[str, object], notes: Sequence[Sequence[Markup | Runs]] = ()) -> bytes:
        """A whole .docx: the template filled from ``context``, with footnotes.

        The same arguments give the same bytes.

        Args:
            context: The values that the tags name, as docxtpl takes them. Texts are escaped, unless they are markup
                already; ``{{r … }}`` takes whole runs as markup.
            notes: The footnotes in the order of their numbers, from 1; each the runs of its paragraphs, as markup.

        Raises:
            RenderError: the context lacks what the template names or holds what cannot be printed unchanged (control
                characters, line feeds and tabs among them); the template has no sample note for the notes, or the marks
                in the text do not fit them.
        """
        try:
            printed = self.xml(context, notes)
        except RenderError as error:
            raise RenderError(p.in_language(self.lang) for p in error.problems) from error.__cause__
        return write_zip(pack(part, printed[part]) if isinstance(part, str) else part for part in self.order)

    def xml(self, context: Mapping[str, object], notes: Sequence[Sequence[Markup | Runs]] = ()) -> dict[str, bytes]:
        """The XML of each part that is printed, by its name; arguments and errors as for :meth:`fill`."""
        values = {**context, DRAWING_NUMBERS: count(_FIRST_DRAWING)}
        try:
            printed = {part.name: part.render(values) for part in self.programs}
            self.notes.check_marks(printed[self.programs[0].name], len(notes))
            return printed | self.notes.render(notes)
        except Refused as error:
            raise error.error(self.name) from error
        except UndefinedValue as error:
            raise RenderError([problem("template-undefined", Place(self.name), reason=str(error))]) from error
        except Exception as error:  # a stranger's objects may raise anything when they are printed
            reason = f"{type(error).__name__}: {error}"
            raise RenderError([problem("template-failed", Place(self.name), reason=reason)]) from error

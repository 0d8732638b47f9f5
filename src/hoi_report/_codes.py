"""Every problem that the library can report: its code, severity, words and hint.

The words are English here and Vietnamese in ``locale/vi.po``. A hint that mentions something is shown only where that
something is known: "did you mean “{guess}”?" needs a guess.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Code(NamedTuple):
    """What a code says."""

    severity: Literal["error", "warning", "note"]
    message: str
    hint: str = ""


CODES: dict[str, Code] = {
    # --- any model: keys and values -----------------------------------------------------------------------------
    "unknown-key": Code("error", "unknown key “{key}”", "did you mean “{guess}”?"),
    "missing": Code("error", "“{key}” is required and absent", ""),
    "wrong-type": Code("error", "expected {expected}, found {found}", ""),
    "one-line": Code("error", "expected text of one paragraph, found a line break", "use “>-” to write one paragraph over several lines"),
    "out-of-range": Code("error", "expected a number in {range}, found {found}", ""),
    "no-such-date": Code("error", "the date {found} does not exist", "check the day and the month"),
    "too-few": Code("error", "expected at least {least} entries, found {found}", ""),
    "too-many": Code("error", "expected at most {most} entries, found {found}", ""),
    "identifier": Code("error", "expected a name of small unaccented letters, digits and “_”, found “{found}”", "for example “tinh_hinh_chung”"),
    "not-a-choice": Code("error", "expected one of {choices}, found {found}", "did you mean “{guess}”?"),
    # --- rule sets --------------------------------------------------------------------------------------------------
    "color": Code("error", "expected a colour of six hexadecimal digits in capitals, found “{found}”", "black is “000000”"),
    # --- source: the text of a file -------------------------------------------------------------------------------
    # --- template: the Word file ----------------------------------------------------------------------------------
    "template-not-docx": Code("error", "this is not a Word document (.docx)"),
    "template-other-format": Code(
        "error", "expected a Word document (.docx), found {format}", "open it in Word and save it as “Word Document (.docx)”"
    ),
    "template-encrypted": Code("error", "the Word file is protected by a password", "save it without a password"),
    "template-too-large": Code("error", "the Word file is too large to be a template: {size} MB, at most {limit} MB"),
    "template-unpacks-too-large": Code(
        "error", "the Word file is too large to be a template: it unpacks to more than {limit} MB"
    ),
    "template-too-many-parts": Code(
        "error", "the Word file is too large to be a template: {count} parts, at most {limit}"
    ),
    "template-damaged": Code("error", "the Word file is damaged: {reason}", "open it in Word and save it again"),
    "template-part-missing": Code("error", "the Word file lacks the part “{part}”", "open it in Word and save it again"),
    "template-doctype": Code("error", "a document type declaration is not allowed in a Word file"),
    "template-namespace": Code(
        "error",
        "expected WordprocessingML under the prefix “w”, found “{namespace}”",
        "save it as “Word Document (.docx)”, not as “Strict Open XML Document”",
    ),
    "template-line-break": Code(
        "error",
        "a tab or a line feed stands as a character in the text “{text}”",
        "type it in Word, with the Tab or Enter key",
    ),
    "template-syntax": Code("error", "the tag “{tag}” is not understood: {reason}", "it stands in “{text}”"),
    "template-too-deep": Code("error", "the tags are nested too deeply"),
    "template-private-name": Code("error", "a name that begins with “_” is not allowed: “{name}”", "it stands in “{text}”"),
    "template-call": Code("error", "a template cannot call functions", "it stands in “{text}”"),
    "template-filter": Code(
        "error", "“{name}” is not a filter or test that templates may use so", "allowed are {allowed}; it stands in “{text}”"
    ),
    "template-not-allowed": Code(
        "error", "a template may only print values, ask (if) and repeat (for)", "it stands in “{text}”"
    ),
    "template-columns": Code(
        "error", "the number of a table's columns cannot depend on data", "write one table for each number of columns"
    ),
    "template-subdocument": Code(
        "error", "whole paragraphs, rows or documents cannot be inserted", "repeat a paragraph of the template with “{{%p for … %}}”"
    ),
    "template-unfilled-tag": Code(
        "error", "tags are not filled in this part of a Word file", "move it to the text, a header, a footer or a property"
    ),
    "template-structure": Code(
        "error", "the tag cuts through the structure of the document", "begin and end “if” and “for” at the same depth: “{text}”"
    ),
    "template-style-missing": Code("error", "the template has no style named “{style}”", "add it in Word"),
    "template-note-missing": Code("error", "the template has no sample footnote, and the document has footnotes"),
    "template-note-samples": Code(
        "error", "expected one sample footnote with a plain text, found {count}", "its own notes and a sample cannot be mixed"
    ),
    "template-note-marks": Code("error", "footnote {note} has {count} marks in the printed text; expected 1"),
    "template-lacks": Code("error", "the template prints “{variable}” nowhere: that text would be lost"),
    "template-undefined": Code("error", "the template asks for what the document does not have: {reason}"),
    "template-value": Code("error", "expected text or a number to print, found {found}"),
    "template-value-runs": Code("error", "these are formatted runs, printed as plain text", "write “{{{{r … }}}}”"),
    "template-value-text": Code("error", "this is plain text, printed as formatted runs", "write “{{{{ … }}}}”, without “r”"),
    "template-value-markup": Code("error", "the markup is not well-formed: {reason}"),
    "template-value-character": Code("error", "the character {character} cannot be printed in Word"),
    "template-failed": Code("error", "the template could not be filled: {reason}"),
    # --- command line, files, PDF -----------------------------------------------------------------------------------
    "output-exists": Code("error", "a file of this name is there already", "add --force to replace it"),
    "output-same": Code("error", "“{other}” would be written to the same file, “{output}”", "render them one at a time"),
    "output-not-a-folder": Code("error", "several inputs need a folder to be written to, and this is the name of a file"),
    "output-pdf": Code("error", "the document is a .docx", "name it so; --pdf puts a PDF of the same name beside it"),
    "output-folder-missing": Code("error", "the folder “{folder}” does not exist"),
    "output-denied": Code("error", "nothing may be written into the folder “{folder}”", "choose another one"),
    "output-disk-full": Code("error", "there is no room for the {size} bytes of this file", "free some space on the disk"),
    "output-name-too-long": Code("error", "the name of the file is too long"),
    "output-failed": Code("error", "the file could not be written: {reason}"),
    "libreoffice-missing": Code(
        "error",
        "LibreOffice, which makes the PDF, was not found",
        "install it, or let HOI_REPORT_SOFFICE name its program “soffice”",
    ),
    "libreoffice-unusable": Code(
        "error", "“{program}” is not a program that can be run", "let HOI_REPORT_SOFFICE name LibreOffice's “soffice”"
    ),
    "libreoffice-timeout": Code("error", "LibreOffice made no PDF within {seconds} seconds and was stopped"),
    "libreoffice-failed": Code("error", "LibreOffice made no PDF; its exit status was {status}", "it said: “{said}”"),
    "internal-error": Code(
        "error",
        "a fault of hoi-report itself: {error}",
        "please report it, with what “python -X dev -m hoi_report” prints for the same command",
    ),
}

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
    "one-line": Code(
        "error",
        "expected text of one paragraph, found a line break",
        "use “>-” to write one paragraph over several lines",
    ),
    "out-of-range": Code("error", "expected {range}, found {found}", ""),
    "no-such-date": Code("error", "the date {found} does not exist", "check the day and the month"),
    "too-few": Code("error", "expected at least {least} entries, found {found}", ""),
    "too-many": Code("error", "expected at most {most} entries, found {found}", ""),
    "identifier": Code(
        "error",
        "expected a name of small unaccented letters, digits and “_”, found “{found}”",
        "for example “tinh_hinh_chung”",
    ),
    "not-a-choice": Code("error", "expected one of {choices}, found {found}", "did you mean “{guess}”?"),
    # --- rule sets --------------------------------------------------------------------------------------------------
    "color": Code(
        "error", "expected a colour of six hexadecimal digits in capitals, found “{found}”", "black is “000000”"
    ),
    # its severity is the rule's
    "wording": Code("error", "expected: {asked}; found “{found}” ({rule}: {clause})", "{mend}"),
    "wording-ways": Code("error", "expected exactly one of {ways}, found {found}"),
    "pattern-invalid": Code(
        "error", "expected a regular expression, found “{found}”", "single quotes keep a “\\” as it is"
    ),
    "pattern-dialect": Code(
        "error",
        "“{found}” is not allowed in a pattern",
        "groups are “(…)”, “(?:…)”, “(?i:…)”, “(?>…)”, “(?=…)”, “(?!…)”, “(?<=…)” and “(?<!…)”; no set in a set",
    ),
    "pattern-slow": Code(
        "error",
        "this pattern could take very long: from here on too many ways to match",
        "write limits (“{{0,20}}”) or possessive repeats (“*+”, “++”) for “*” and “+”",
    ),
    "limits-order": Code("error", "the most that is allowed, {most}, is less than the least, {least}"),
    "typed-line": Code(
        "error",
        "a ruled line has “text” where it is “typed”, and nowhere else",
        "for example “{{kind: typed, text: -----, clause: …}}”",
    ),
    "rules-cycle": Code("error", "the rule set “{found}” extends itself", "remove one “extends” that leads back to it"),
    "rules-name": Code(
        "error", "the rule set is called “{found}”, and its file “{name}”", "it is found by the name of its file"
    ),
    "nothing-to-take-away": Code(
        "error", "“{key}” has no value, which takes away what is not there", "did you mean “{guess}”?"
    ),
    "not-designed": Code(
        "error",
        "the built-in design cannot print {what}",
        "restyle a template by hand in Word, or change the rule",
    ),
    "not-a-picture": Code("error", "expected a picture in PNG or JPEG, found “{found}”", "save it as PNG"),
    "template-of-other": Code(
        "note",
        "there is no template “{found}”; what is printed has the look of “{other}”",
        "“hoi-report template build {found}” builds one",
    ),
    # --- checking a Word file -----------------------------------------------------------------------------------------
    "docx-signed": Code(
        "error",
        "the Word file is signed; any change would break its signature",
        "mend the file that was signed, and sign it again",
    ),
    "output-is-input": Code(
        "error", "the new file would be the one that is read", "give the new file a name of its own with -o"
    ),
    # --- source: the text of a file -------------------------------------------------------------------------------
    "file-not-found": Code("error", "there is no file “{file}”", "check its name and its folder"),
    "file-is-folder": Code("error", "expected a file, found the folder “{file}”", "name a file in it"),
    "file-unreadable": Code("error", "the file “{file}” cannot be read: {reason}"),
    "not-an-input": Code(
        "error", "an input is a path, the id of an outline, bytes, a mapping or a document, and this is “{found}”"
    ),
    "too-large": Code(
        "error", "expected at most {limit} bytes, found more", "check whether it is the right file, or split it"
    ),
    "too-much-text": Code("error", "expected at most {limit} characters of text in all, found more", "split the file"),
    "too-many-values": Code("error", "expected at most {limit} values in all, found more", "split the file"),
    "too-many-problems": Code(
        "error", "more than {limit} problems; from here on they are not shown", "check whether it is the right file"
    ),
    "not-text": Code(
        "error", "expected text in YAML or JSON, found a file of the format {format}", "give the file of data instead"
    ),
    "wrong-encoding": Code(
        "error", "expected text in UTF-8, found {encoding}", "open it in a text editor and save it as UTF-8"
    ),
    "not-utf8": Code(
        "error",
        "expected text in UTF-8, found the byte 0x{byte}, which does not belong there",
        "open it in a text editor and save it as UTF-8",
    ),
    "legacy-encoding": Code(
        "error",
        "expected text in UTF-8, found the old Vietnamese encoding {encoding}: “{found}” stands for “{meaning}”",
        "convert it to Unicode, for example with the toolkit of UniKey, and save it as UTF-8",
    ),
    "legacy-text": Code(
        "error",
        "text in the old Vietnamese encoding {encoding}: “{found}” stands for “{meaning}” (lines like this: {lines})",
        "convert it to Unicode, for example with the toolkit of UniKey",
    ),
    "unprintable-character": Code(
        "error", "the character {character} cannot be printed", "delete it, or write what should stand there"
    ),
    "lost-character": Code(
        "error", "the character {character} stands where another was lost", "write the one that should stand there"
    ),
    "private-use-character": Code(
        "error",
        "the character {character} looks different in every font",
        "write an ordinary character; signs of fonts like Wingdings have one in Unicode",
    ),
    "too-many-marks": Code("error", "more than {limit} marks on one letter", "delete the marks"),
    "tab-in-text": Code("error", "a tab stands in a text", "write spaces instead"),
    "tab-indentation": Code(
        "error", "a tab stands at the beginning of a line, where YAML expects spaces", "write spaces instead"
    ),
    "empty-file": Code("error", "expected keys with their values (“key: value”), found nothing"),
    "not-a-mapping": Code(
        "error", "expected keys with their values (“key: value”), found “{found}”", "begin the line with a key"
    ),
    "repeated-key": Code(
        "error",
        "the key “{key}” stands here for a second time",
        "it stands first in line {line}, column {column}; keep one of them",
    ),
    "unquoted-mention": Code("error", "a text that begins with “{{{{” needs quotes", "put the whole text in quotes"),
    "key-not-text": Code("error", "expected text as a key, found {found}", "put the key in quotes"),
    "key-without-value": Code(
        "error", "“{found}” stands in braces without a value", "put a text that has a comma in quotes"
    ),
    "empty-list-item": Code("error", "an item of a list has no value", "write its value, or delete it"),
    "too-deep": Code(
        "error", "expected at most {limit} mappings and lists one inside the other, found more", "nest them less"
    ),
    "number-too-long": Code(
        "error", "expected a number of at most {limit} digits, found a longer one", "write it as text"
    ),
    "not-a-number": Code("error", "expected a number, found {found}", "leave the key out where there is no value"),
    "unsupported-type": Code(
        "error",
        "expected str, int, float, Decimal, bool, date, None, list, tuple or a mapping, found {found}",
        "convert it first",
    ),
    "contains-itself": Code("error", "a list or mapping contains itself"),
    "unknown-alias": Code(
        "error", "there is no “&{name}” above for “*{name}”", "put a text that begins with “*” in quotes"
    ),
    "self-containing-alias": Code(
        "error", "“*{name}” stands inside “&{name}”, which it repeats", "write out its value"
    ),
    "alias-bomb": Code(
        "error",
        "with what “*{name}” repeats there are more than {limit} values",
        "write out the values that are meant, without “&” and “*”",
    ),
    "second-document": Code(
        "error", "a second document begins behind “---” or “...”", "write it in a file of its own, or delete that line"
    ),
    "yaml-tag": Code(
        "error", "tags are not allowed, found “{tag}”", "delete it, or put a text that begins with “!” in quotes"
    ),
    "yaml-directive": Code("error", "expected a key, found the directive “{found}”", "delete this line"),
    "unclosed-quote": Code("error", "the quotation mark {quote} is not closed", "write {quote} at the end of the text"),
    "unclosed-bracket": Code(
        "error",
        "the bracket “{bracket}” is not closed by “{closing}”",
        "“,” or “{closing}” is missing before “{found}” in line {line}",
    ),
    "colon-in-text": Code(
        "error", "a text without quotes cannot hold a colon with a space behind it", "write {suggestion}"
    ),
    "missing-space": Code("error", "expected a space behind “{mark}”, found “{found}”"),
    "no-colon": Code(
        "error",
        "expected a key with a colon, found “{found}”",
        "a line that goes on with the text above is indented further than its key",
    ),
    "key-too-long": Code("error", "expected a key of at most {limit} characters, found a longer one"),
    "bad-indentation": Code(
        "error",
        "“{found}” is not indented like the lines that it belongs to",
        "begin keys of one mapping, and items of one list, in the same column",
    ),
    "expected-key": Code(
        "error", "expected a key with a colon, like above, found “{found}”", "check the indentation of this line"
    ),
    "expected-item": Code(
        "error", "expected an item with “- ”, like above, found “{found}”", "check the indentation of this line"
    ),
    "expected-line-end": Code("error", "expected the end of the line, found “{found}”", "put the whole text in quotes"),
    "no-value": Code("error", "expected a value, found “{found}”", "put a text that begins with “{found}” in quotes"),
    "text-after-quote": Code(
        "error",
        "expected nothing behind the text in quotes that begins in line {line}, found “{found}”",
        "write {suggestion}",
    ),
    "bad-start": Code("error", "a text without quotes cannot begin with “{found}”", "write {suggestion}"),
    "text-after-bar": Code(
        "error", "expected the end of the line behind “{mark}”, found “{found}”", "begin the text on the next line"
    ),
    "dash-in-line": Code(
        "error",
        "an item of a list (“- ”) cannot begin behind its key on the same line",
        "begin it on a line of its own; if it is a text, write {suggestion}",
    ),
    "bad-escape": Code(
        "error",
        "“{found}” means nothing in double quotes",
        "write “\\\\” for a backslash, or single quotes around the text",
    ),
    "yaml-syntax": Code("error", "this is not YAML: {reason}"),
    "json-syntax": Code("error", "this is not JSON: expected {expected}, found “{found}”"),
    "json-unfinished": Code("error", "the JSON text ends too early: expected {expected}"),
    # --- outline --------------------------------------------------------------------------------------------------
    "unknown-grammar": Code(
        "error",
        "this outline is written in grammar {found}; known is {known}",
        "update hoi-report, or write the outline in grammar {known}",
    ),
    "version": Code("error", "expected a version like 1.0, found “{found}”"),
    "slug": Code(
        "error",
        "expected a name of small unaccented letters, digits and “-”, found “{found}”",
        "for example “ke-hoach”",
    ),
    "unclosed-mention": Code("error", "“{{{{” has no “}}}}”", "close it, or write “\\{{{{” to print the braces"),
    "program-in-text": Code(
        "error",
        "a text may mention a value, “{{{{ name | filter }}}}”, and nothing else; found “{found}”",
        "use the keys “when”, “each” and “at”; write “\\” before braces that are to be printed",
    ),
    "text-or-prompt": Code(
        "error", "expected one of “text” and “prompt”", "fixed text is “text”, what a report answers is “prompt”"
    ),
    "prompt-without-id": Code(
        "error", "a prompt needs an “id”", "a stable name of small unaccented letters, for example “ket_qua”"
    ),
    "question-in-question": Code(
        "error", "the question “{found}” stands inside another question", "give only one of them an “answer”"
    ),
    "name-or-archive": Code("error", "expected one of “name” and “archive”", ""),
    "list-of": Code(
        "error",
        "a list says what its members are with “of”, and only a list does",
        "for example “type: list” and “of: citation”",
    ),
    "list-marker": Code("error", "“{found}” is no marker of a list", "for example “-”, “+”, “(1)”, “a)”"),
    "number-pattern": Code("error", "“{found}” is no pattern of a number", "for example “{{1}}.”, “{{2}}.{{3}}.”"),
    "level-below": Code("error", "“{found}” mentions a level below level {depth}"),
    "too-many-levels": Code(
        "error", "sections are deeper than the {most} levels of “levels”", "add a level to “levels”"
    ),
    "number-too-large": Code(
        "error", "number {value} cannot be written: the last one is “{last}”", "use another marker or style of number"
    ),
    "number-jumps": Code("warning", "the number {found} is forced where {expected} would follow"),
    "repeated-id": Code(
        "error", "the id “{found}” stands already in line {line}", "an id names one thing in an outline"
    ),
    "undefined-name": Code("error", "“{found}” is not declared", "did you mean “{guess}”?"),
    "undefined-field": Code("error", "“{name}” has no “{found}”", "did you mean “{guess}”?"),
    "unknown-filter": Code("error", "unknown filter “{found}”; known are {choices}", "did you mean “{guess}”?"),
    "wrong-filter": Code("error", "the filter “{filter}” is for values of type “{expected}”, found “{found}”"),
    "not-printable": Code(
        "error",
        "“{name}” is of type “{found}”, which cannot be printed as a whole",
        "mention one of its fields; repeat a list with “each”; let “when” ask for yes or no",
    ),
    "not-a-list-parameter": Code("error", "“{found}” is no parameter of type list", "did you mean “{guess}”?"),
    "reserved-name": Code("error", "the name “{found}” has a meaning of its own", "choose another name"),
    "phrase-forms": Code(
        "error",
        "of the forms of the phrase “{found}” the last must have no condition, and every other one",
        "put `when` or `at` to the forms before the last, and none to the last: it holds where no other does",
    ),
    "unused": Code("warning", "“{found}” is declared and never used", "remove it, or mention it in a text"),
    "mark-without-note": Code("error", "the footnote “{found}” is marked and not written", "did you mean “{guess}”?"),
    "mark-repeated": Code("error", "the footnote “{found}” is marked twice", "write a second footnote"),
    "mark-not-here": Code(
        "error",
        "a footnote (“{found}”) cannot be marked here",
        "mark it in a heading, paragraph or item that is printed once",
    ),
    "note-without-mark": Code(
        "warning", "the footnote “{found}” is written and never marked", "put “[^{found}]” behind a word"
    ),
    "subject-full-stop": Code("error", "a subject has no full stop at its end", "remove it"),
    "term-order": Code("error", "the term “{found}” ends before it begins"),
    "unknown-outline": Code("error", "there is no outline “{found}”; known are {choices}", "did you mean “{guess}”?"),
    "unknown-rules": Code("error", "there is no rule set “{found}”; known are {choices}", "did you mean “{guess}”?"),
    "unknown-template": Code("error", "there is no template “{found}”; known are {choices}", "did you mean “{guess}”?"),
    "unknown-kind": Code(
        "error", "the rule set “{rules}” knows no kind of document “{found}”", "did you mean “{guess}”?"
    ),
    "attachment-cycle": Code(
        "error", "the outline “{found}” is attached to itself", "remove one of the attachments that lead back to it"
    ),
    "parameter-conflict": Code(
        "error",
        "the parameter “{name}” is declared otherwise in the attached outline “{outline}”",
        "give both the same type, “required” and default, or one of them another name",
    ),
    "attached-too-deep": Code("error", "outlines may be attached to attached ones {limit} levels deep, found more"),
    "unguarded": Code(
        "error",
        "the parameter “{found}” may have no value, and this text is printed all the same",
        "put “when: {found}” on the text or above it, or give the parameter a “default”",
    ),
    "level-not-issuing": Code(
        "error", "“{found}” is none of the levels of “issued_by”: {choices}", "did you mean “{guess}”?"
    ),
    "item-outside-each": Code("error", "“item” means something only where “each” repeats a text", "add “each”"),
    # --- units ----------------------------------------------------------------------------------------------------
    "symbol": Code(
        "error", "expected a symbol in capital letters, without spaces, found “{found}”", "did you mean “{capitals}”?"
    ),
    "capitals": Code("error", "expected capital letters, found “{found}”", "write “{capitals}”"),
    "authority": Code(
        "error",
        "expected {choices} before the body or the title, found “{found}”",
        "for example “{mark} BAN THƯỜNG VỤ”",
    ),
    "unit-key": Code(
        "error",
        "expected a key of small unaccented letters, digits and “-”, found “{found}”",
        "for example “dong-hung”",
    ),
    "unknown-unit": Code("error", "there is no unit “{found}”", "did you mean “{guess}”?"),
    "unknown-level": Code("error", "there is no level “{found}”", "did you mean “{guess}”?"),
    "unit-cycle": Code("error", "the unit “{found}” is above itself", "correct “parent”"),
    "validity-order": Code("error", "“valid_to” lies before “valid_from”"),
    "not-valid-then": Code(
        "error",
        "“{name}” is not valid on the document's date, {date}; it is valid {times}",
        "check the date, or choose what was valid then",
    ),
    "no-parent": Code(
        "error", "the text mentions the unit above “{found}”, and there is none", "give the unit a “parent”"
    ),
    "authority-lines": Code(
        "error", "two authorities on one line: “{found}”", "write a list: [TM. BAN THƯỜNG VỤ, KT. CHỦ TỊCH]"
    ),
    "name-with-degree": Code(
        "error", "a signer's name stands without “{found}” (NĐ 30/2020, PL I, Phần I, II.7.c)", "write the name alone"
    ),
    # --- document -------------------------------------------------------------------------------------------------
    "not-valid-undated": Code(
        "error",
        "“{name}” is not valid on {date}, which counts where a document has no date; it is valid {times}",
        "give “date”; the year is enough",
    ),
    "level-cannot-issue": Code(
        "error",
        "“{name}” is of the level “{level}”; the outline “{outline}” is issued by {choices}",
        "choose another outline or another unit",
    ),
    "citation-as-text": Code(
        "error",
        "expected a citation with its keys, found {found}",
        "for example {{kind: Kế hoạch, number: 421, symbol: KH-ĐCT, date: 29/12/2023, subject: về việc …}}",
    ),
    "symbol-without-number": Code(
        "error", "a symbol is cited with its number only", "add “number”, or remove “symbol”"
    ),
    "recipient-mark": Code("error", "the “{found}” at the end is put there by itself", "remove it"),
    "archive-not-last": Code("error", "“archive” (Lưu: …) is the last of the recipients", "move it to the end"),
    "file-of-units": Code(
        "error", "this is a file of units, not of a document", "name it in a document's data file: “units: …”"
    ),
    "file-of-indicators": Code(
        "error",
        "this is a file of targets, not of a document",
        "name it in a document's data file: “indicators: …”",
    ),
    "folder-without-data": Code(
        "error", "there is no data file in the folder", "name a folder with data files (.yaml, .yml, .json), or a file"
    ),
    "unknown-example": Code("error", "there is no example “{found}”; known are {choices}"),
    "no-units": Code(
        "error",
        "“{found}” is the key of a unit, and there is no file of units",
        "add “units: units.yaml”, or write the whole unit here",
    ),
    "file-is-device": Code(
        "error", "expected a file, found the device or pipe “{found}”", "give the file another name"
    ),
    "outside-folder": Code("error", "“{found}” lies outside the folder that files may come from"),
    "unknown-parameter": Code("error", "the outline has no parameter “{found}”", "did you mean “{guess}”?"),
    "missing-parameter": Code(
        "error",
        "the parameter “{name}” is required and absent; expected “{expected}”: {description}",
        "add it under “parameters”, for example {example}",
    ),
    "unknown-deadline": Code("error", "the outline has no deadline “{found}”", "did you mean “{guess}”?"),
    "missing-deadline": Code(
        "error",
        "the deadline “{name}” is absent: {who}, {what}",
        "add it under “deadlines”, for example “{name}: 10/6/2024”",
    ),
    "unanswered": Code(
        "error",
        "the question “{found}” (“{section}”) has no answer: {prompt}",
        "“--draft” prints what is not complete yet",
    ),
    "template-unreadable": Code("error", "the template “{found}” cannot be read: {reason}"),
    "ambiguous-number": Code(
        "error", "“{found}” can be read in two ways", "write “{thousand}”, or “{decimal}” for a number with decimals"
    ),
    "english-decimal": Code(
        "error",
        "“{found}” is written as in English",
        "write “{meant}”: a point parts thousands, a comma goes before decimals",
    ),
    "grouping": Code(
        "error",
        "the points in “{found}” do not part thousands",
        "put a point before every three digits, as in “1.250.500”, or write no points",
    ),
    "spaced-number": Code(
        "error", "there are spaces between the digits of {found}", "write “{meant}” if it is one number"
    ),
    "letter-in-number": Code(
        "error", "the letter “{letter}” stands among the digits of {found}", "write the digit {digit}"
    ),
    "no-single-number": Code(
        "error",
        "expected one exact number, found {found}",
        "words around a number, and several numbers, belong into an answer in words",
    ),
    "too-many-decimals": Code("error", "expected at most {limit} decimals, found {found}", "round the number"),
    "wrong-unit": Code(
        "error", "expected the unit {expected}, found {found}", "correct the unit, or convert the number"
    ),
    "unexpected-unit": Code("error", "expected a number alone, found {found} behind it", "write the number alone"),
    "unit-missing": Code(
        "error", "the amount “{found}” has no unit", "for example “{found} triệu đồng” or “{found} đồng”"
    ),
    "short-unit": Code("error", "the unit “{found}” is abbreviated", "write “{unit}”"),
    "compound-amount": Code("error", "the amount {found} is said in parts", "write “{meant}”"),
    "percent-points": Code(
        "error", "{found} counts points of per cent, which are no percentage", "write it in an answer in words"
    ),
    "note-missing": Code(
        "error",
        "the footnote “{found}” is marked and not written",
        "write a line “[^{found}]: …” at the end of the answer",
    ),
    "note-unmarked": Code(
        "error", "the footnote “{found}” is written and never marked", "put “[^{found}]” behind a word"
    ),
    "note-repeated": Code(
        "error", "the footnote “{found}” is marked or written twice", "give the second footnote another name"
    ),
    "note-empty": Code("error", "the footnote “{found}” has no text", "write its text behind “[^{found}]:”"),
    "note-apart": Code(
        "error",
        "the mark of the footnote “{found}” does not stand behind a word",
        "remove the space before “[^{found}]”",
    ),
    # --- answers: what a report answers ---------------------------------------------------------------------------
    "unknown-question": Code("error", "the outline asks no question “{found}” here", "did you mean “{guess}”?"),
    "misplaced-answer": Code(
        "error", "the outline asks no question “{found}” here", "it belongs here: “answers.{belongs}”"
    ),
    "answer-not-asked": Code(
        "error",
        "the question “{found}” is not asked of this unit, so its answer would not be printed",
        "remove the answer, or move its text to another one",
    ),
    "joined-line": Code(
        "warning",
        "this line begins with “{found}” and is printed as part of the line above",
        "begin an item with “- ”, “+ ”, “(1) ” or “a) ”, a new paragraph behind an empty line",
    ),
    "quoted-number": Code(
        "error", "{found} has quotation marks of its own", "write the number alone, between straight marks"
    ),
    "colon-in-item": Code(
        "error",
        "a text without quotes cannot hold a colon with a space behind it",
        "put the whole text in quotes: {suggestion}",
    ),
    "too-few-words": Code("warning", "expected at least {least} words, found {found}", "say more"),
    "too-many-words": Code("warning", "expected at most {most} words, found {found}", "shorten the text"),
    "no-evidence": Code("warning", "the outline asks for figures as evidence, and this text has none", "give figures"),
    "note-in-items": Code("error", "items and cells cannot have footnotes", "write the note into the text"),
    "one-choice": Code("error", "expected one choice, found {found}", "choose one"),
    "ratio-above-whole": Code("warning", "“{found}” is more than the whole", "check both numbers"),
    "computed-disagrees": Code(
        "error",
        "the column “{column}” is computed: it should be {expected}, found {found}",
        "correct the figures, or leave this cell out",
    ),
    "total-disagrees": Code(
        "error",
        "the total of the column “{column}” is {expected}, found {found}",
        "correct the figures, or leave the total out",
    ),
    "no-total": Code("error", "the column “{column}” has nothing here that could be checked", "leave this cell out"),
    "no-targets": Code(
        "error",
        "results are given here, and there are no targets that they belong to",
        "add “indicators: chi-tieu.yaml”, the file of the targets, here or in the plan's data file",
    ),
    "unknown-target": Code("error", "there is no target “{found}”; known are {choices}", "did you mean “{guess}”?"),
    "unknown-measure": Code(
        "error", "the target has no measure “{found}”; known are {choices}", "did you mean “{guess}”?"
    ),
    "unknown-member": Code("error", "“{found}” is none of those asked about: {choices}", "did you mean “{guess}”?"),
    "rating-without": Code("error", "“{measure}” is judged “{rating}”, which requires “{demand}”", "add “{key}”"),
    "rating-contradicted": Code(
        "warning",
        "“{measure}” is judged “{rating}”, and its rate of completion is {rate}%",
        "check the result and the judgement",
    ),
    "figures-disagree": Code(
        "error", "“{one}” is {value} and “{other}” is {expected}; they must agree", "correct one of them"
    ),
    "dates-disagree": Code(
        "error", "“{one}” is {value} and “{other}” is {expected}; the first must not be later", "correct one of them"
    ),
    # --- answers: what an outline says of them -----------------------------------------------------------------------
    "key-without-prompt": Code("error", "only a prompt has “{key}”", "write “prompt” instead of “text”"),
    "group-members": Code("error", "expected one of “members” and “each”", ""),
    "group-questions": Code("error", "expected one of “of” and “questions”", ""),
    "repeated-name": Code("error", "“{found}” stands here twice", "give each its own name"),
    "one-computation": Code(
        "error", "expected one of “sum”, “difference”, “share”, “ratio”, the last three of two columns", ""
    ),
    "column-choices": Code("error", "a column of type “choice” has “choices”, and only such a column", ""),
    "column-not-computable": Code(
        "error", "“{found}” is no column of numbers to the left of this one", "did you mean “{guess}”?"
    ),
    "total-of-no-number": Code("error", "the column “{found}” holds no numbers to be added up", "remove “total”"),
    "no-room-for-headings": Code(
        "error",
        "sub-headings need a level below the section's, and no sections there",
        "add a level to “levels”, or remove “headings”",
    ),
    "question-in-each": Code(
        "error",
        "the question “{found}” stands below a text that “each” repeats: its answer would be printed again and again",
        "put “each” on the question itself",
    ),
    "headings-in-group": Code("error", "what is asked of every member cannot have sub-headings", "remove “headings”"),
    "total-of-computed": Code(
        "error",
        "the column “{found}” is computed, and its total too",
        "put “total” on what it is computed from",
    ),
    "unknown-answer": Code("error", "there is no question “{found}”", "did you mean “{guess}”?"),
    "not-comparable": Code(
        "error",
        "“{found}”, of the kind “{kind}”, cannot be compared here",
        "“equal” compares figures, “before” dates; of a table name a column: “bang.cot”",
    ),
    "unknown-column": Code("error", "“{found}” is no column with a total, nor a cell; columns are {choices}", ""),
    "equal-or-before": Code("error", "expected one of “equal” and “before”", ""),
    "reference": Code(
        "error", "expected an answer by its id, found “{found}”", "for example “bang_hoi_vien.so_hoi_vien”"
    ),
    "due-unknown": Code(
        "warning",
        "“{outline}” is due by the deadline “{found}”, which is not declared here: a late report is not noticed",
        "did you mean “{guess}”?",
    ),
    # --- the report and its plan -------------------------------------------------------------------------------------
    "missing-plan": Code(
        "error", "the outline “{outline}” mentions the plan, and none is named", "add “plan: ke-hoach.yaml”"
    ),
    "no-plan": Code(
        "warning",
        "no plan is named; what mentions it is left out of the report",
        "add “plan: ke-hoach.yaml”, the data file of the plan that the report answers",
    ),
    "plan-cycle": Code("error", "“{found}” leads back to itself as its own plan", "name the plan's own data file"),
    "not-a-plan": Code(
        "error",
        "“{found}” is no data file of a plan",
        "name the file from which the plan was made: “plan: ke-hoach.yaml”",
    ),
    "not-its-plan": Code(
        "error",
        "“{found}” is of the outline “{other}”, to which “{outline}” is not attached",
        "name the plan that this report answers",
    ),
    "plan-changed": Code(
        "warning",
        "the plan “{found}” has changed since this file was made",
        "compare the report with the plan, then write “{sign}” here",
    ),
    "outline-changed": Code(
        "warning",
        "this file was made for version {found} of “{outline}”, which is now {version}",
        "compare it with a new file (“hoi-report new”), then write “{version}” here",
    ),
    "plan-without-number": Code(
        "note",
        "the plan “{found}” has no number yet; where it is cited, blanks are printed",
        "add “number” and “date” to it",
    ),
    "after-deadline": Code("note", "the report is dated {date}; it was due by {due}", ""),
    # --- a Word file as such -----------------------------------------------------------------------------------------
    "docx-empty": Code("error", "the file is empty", "check whether it was copied or downloaded whole"),
    "docx-not-word": Code("error", "this is not a Word document (.docx)", "give a Word document (.docx)"),
    "docx-other-format": Code(
        "error",
        "expected a Word document (.docx), found {format}",
        "open it in Word and save it as “Word Document (.docx)”",
    ),
    "docx-printed": Code(
        "error",
        "expected a Word document (.docx), found {format}: a document that is printed or scanned",
        "give the Word file from which it was printed",
    ),
    "docx-scan": Code(
        "error",
        "the Word file holds pictures and no text: a document that is scanned",
        "give the Word file from which it was printed",
    ),
    "docx-encrypted": Code("error", "the Word file is protected by a password", "save it without a password"),
    "docx-too-large": Code(
        "error",
        "the Word file is too large: {size} MB, at most {limit} MB",
        "make its pictures smaller (Word: “Compress Pictures”)",
    ),
    "docx-unpacks-too-large": Code("error", "the Word file is too large: it unpacks to more than {limit} MB"),
    "docx-too-many-parts": Code("error", "the Word file is too large: {count} parts, at most {limit}"),
    "docx-damaged": Code("error", "the Word file is damaged: {reason}", "open it in Word and save it again"),
    "docx-part-missing": Code("error", "the Word file lacks the part “{part}”", "open it in Word and save it again"),
    "docx-doctype": Code("error", "a document type declaration is not allowed in a Word file"),
    # --- template: the Word file ----------------------------------------------------------------------------------
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
    "template-too-deep": Code("error", "the tags are nested too deeply, or hold too large a number"),
    "template-private-name": Code(
        "error", "a name that begins with “_” is not allowed: “{name}”", "it stands in “{text}”"
    ),
    "template-call": Code("error", "a template cannot call functions", "it stands in “{text}”"),
    "template-filter": Code(
        "error",
        "“{name}” is not a filter or test that templates may use so",
        "allowed are {allowed}; it stands in “{text}”",
    ),
    "template-not-allowed": Code(
        "error", "a template may only print values, ask (if) and repeat (for)", "it stands in “{text}”"
    ),
    "template-subdocument": Code(
        "error",
        "whole paragraphs, rows or documents cannot be inserted",
        "repeat a paragraph of the template with “{{%p for … %}}”",
    ),
    "template-unfilled-tag": Code(
        "error",
        "tags are not filled in this part of a Word file",
        "move it to the text, a header, a footer or a property",
    ),
    "template-structure": Code(
        "error",
        "the tag cuts through the structure of the document",
        "begin and end “if” and “for” at the same depth: “{text}”",
    ),
    "template-style-missing": Code("error", "the template has no style named “{style}”", "add it in Word"),
    "template-note-missing": Code("error", "the template has no sample footnote, and the document has footnotes"),
    "template-note-samples": Code(
        "error",
        "expected one sample footnote with a plain text, found {count}",
        "its own notes and a sample cannot be mixed",
    ),
    "template-note-marks": Code("error", "footnote {note} has {count} marks in the printed text; expected {expected}"),
    "template-format": Code(
        "error",
        "the template does not obey the rule set {rules}: {what}: expected {asked}, found {found} ({clause})",
        "restyle the template, or say in a rule set of your own what differs",
    ),
    "template-lacks": Code("error", "the template prints “{variable}” nowhere: that text would be lost"),
    "template-undefined": Code("error", "the template asks for what the document does not have: {reason}"),
    "template-value": Code("error", "expected text or a number to print, found {found}"),
    "template-value-runs": Code("error", "these are formatted runs, printed as plain text", "write “{{{{r … }}}}”"),
    "template-value-text": Code(
        "error", "this is plain text, printed as formatted runs", "write “{{{{ … }}}}”, without “r”"
    ),
    "template-value-markup": Code("error", "the markup is not well-formed: {reason}"),
    "template-value-character": Code("error", "the character {character} cannot be printed in Word"),
    "template-failed": Code("error", "the template could not be filled: {reason}"),
    # --- command line, files, PDF -----------------------------------------------------------------------------------
    "output-exists": Code("error", "a file of this name is there already", "add --force to replace it"),
    "output-same": Code(
        "error",
        "“{other}” would be written to the same file, “{output}”",
        "give them names that differ, such as --name {example}",
    ),
    "input-twice": Code("error", "this input is given twice", "give it once"),
    "output-not-a-folder": Code(
        "error", "several inputs need a folder to be written to, and this is the name of a file"
    ),
    "output-not-docx": Code("error", "the name of a document ends in “.docx”", "a folder's name may have no ending"),
    "output-pdf": Code("error", "the document is a .docx", "name it so; --pdf puts a PDF of the same name beside it"),
    "output-folder-missing": Code("error", "the folder “{folder}” does not exist"),
    "output-denied": Code("error", "nothing may be written into the folder “{folder}”", "choose another one"),
    "output-held": Code(
        "error",
        "the file that is there cannot be replaced: another program holds it open, or it is protected",
        "close it in Word and try again, or write to another name",
    ),
    "output-name": Code(
        "error", "a file cannot be named “{found}” on Windows: {reason}", "choose another name, for example “{guess}”"
    ),
    "output-disk-full": Code(
        "error", "there is no room for the {size} bytes of this file", "free some space on the disk"
    ),
    "output-name-too-long": Code(
        "error",
        "the name of the file is too long",
        "choose a shorter one; Windows counts the folders too: 260 characters in all",
    ),
    "output-failed": Code("error", "the file could not be written: {reason}"),
    # --- many at once -------------------------------------------------------------------------------------------------
    "output-pattern": Code(
        "error", "“{found}” is no pattern of file names: {reason}", "for example “{{unit}}-{{outline}}.docx”"
    ),
    "output-pattern-field": Code(
        "error", "the pattern “{pattern}” names “{found}”; there are {choices}", "did you mean “{guess}”?"
    ),
    "output-pattern-folder": Code(
        "error", "“{found}” is no pattern of file names: it names a folder", "the folder is given apart from it"
    ),
    "output-nameless": Code("error", "nothing is known of {choices}, by which the file would be named"),
    "output-same-again": Code(
        "error",
        "another input of this batch is written to “{output}”",
        "let the names say more, or render them one at a time",
    ),
    "output-needs-fsspec": Code(
        "error", "to write there takes fsspec, which is not installed", "pip install “{extra}”"
    ),
    "output-needs-manifest": Code(
        "error", "the manifest cannot stand there", "name a file on a disk for it (in Python: manifest=…)"
    ),
    "output-manifest": Code("error", "the manifest cannot be used: {reason}"),
    "output-manifest-damaged": Code(
        "error",
        "this line is none of a manifest",
        "take the line out: what it told of is made again; or take the file away",
    ),
    "output-in-use": Code(
        "error", "another batch is writing into this folder", "wait for it, or choose another folder"
    ),
    "output-gone": Code("error", "the folder, or the manifest in it, was taken away while the batch ran"),
    "output-executor-broken": Code("error", "the executor has ended while the batch ran: {reason}"),
    "output-no-workers": Code(
        "error",
        "no processes could be started: {reason}",
        "leave --jobs away (in Python: jobs=1)",
    ),
    "output-stopped": Code(
        "error",
        "the batch was stopped; every file is complete or absent",
        "mend that, then go on with --resume (in Python: resume=True): what is done is left alone",
    ),
    "worker-killed": Code(
        "error",
        "the process that made this document was killed, twice: {reason}",
        "it may take more memory than there is; the other documents are made",
    ),
    "worker-failed": Code("error", "this document could not be handed to a worker, or back: {reason}"),
    "made-again": Code("note", "made again: {reason}"),
    "libreoffice-missing": Code(
        "error",
        "LibreOffice, which makes the PDF, was not found",
        "install it, or let HOI_REPORT_SOFFICE name its program “soffice”",
    ),
    "libreoffice-unusable": Code(
        "error", "“{program}” is not a program that can be run", "let HOI_REPORT_SOFFICE name LibreOffice's “soffice”"
    ),
    "libreoffice-timeout": Code("error", "LibreOffice made no PDF within {seconds} seconds and was stopped"),
    "libreoffice-no-folder": Code(
        "error",
        "temporary files, which LibreOffice works with, cannot be written: {reason}",
        "let TMPDIR (on Windows TEMP) name a folder with room in it",
    ),
    "libreoffice-failed": Code("error", "LibreOffice made no PDF; its exit status was {status}", "it said: “{said}”"),
    "internal-error": Code(
        "error",
        "a fault of hoi-report itself: {error}",
        "please report it, with what “python -X dev -m hoi_report” prints for the same command",
    ),
}

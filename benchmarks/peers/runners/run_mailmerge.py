"""docx-mailmerge2: lists of rows and fields in one call."""

from io import BytesIO

from mailmerge import MailMerge
from serve import Fill, serve


def prepare(template: str) -> Fill:
    def fill(context: dict[str, object]) -> bytes:
        file = BytesIO()
        with MailMerge(template) as document:
            document.merge(**context)
            document.write(file)
        return file.getvalue()

    return fill


serve(prepare)

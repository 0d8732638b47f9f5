"""docxtpl, and rust-docxtpl in its place: a new object for each document, as its documentation has it."""

from io import BytesIO

from docxtpl import DocxTemplate
from serve import Fill, serve


def prepare(template: str) -> Fill:
    def fill(context: dict[str, object]) -> bytes:
        document, file = DocxTemplate(template), BytesIO()
        document.render(context, autoescape=True)
        document.save(file)
        return file.getvalue()

    return fill


serve(prepare)

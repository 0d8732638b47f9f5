"""docxtpl's way, as its documentation has it: a new object for each document."""

from io import BytesIO

from docxtpl import DocxTemplate
from serve import Fill


def prepare(template: str) -> Fill:
    def fill(context: dict[str, object]) -> bytes:
        document, file = DocxTemplate(template), BytesIO()
        document.render(context, autoescape=True)
        document.save(file)
        return file.getvalue()

    return fill

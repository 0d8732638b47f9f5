"""docxtpl-ng: one object, loaded again for each document, as its documentation has it for many."""

from io import BytesIO

from docxtpl import Template
from serve import Fill, serve


def prepare(template: str) -> Fill:
    document = Template(template)

    def fill(context: dict[str, object]) -> bytes:
        file = BytesIO()
        document.reload()
        document.render(context, autoescape=True)
        document.save(file)
        return file.getvalue()

    return fill


serve(prepare)

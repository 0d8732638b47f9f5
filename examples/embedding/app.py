"""hoi_report behind HTTP: data files come in, problems or Word documents go out; nothing is ever written.

``create_app(folder)`` is the whole service. The folder holds what data files name (units, plans, indicators, packs of
outlines); a request may make it read anything in there and nothing outside.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi import Path as PathPart
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

import hoi_report

MAX_BODY = 1024 * 1024
"""Bytes of a data file over HTTP: some twenty times a long report, and an eighth of what the library would read."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANY_TEXT = {"schema": {"type": "string"}}
DATA_FILE = {"requestBody": {"required": True, "content": {"application/yaml": ANY_TEXT, "application/json": ANY_TEXT}}}
"""What FastAPI cannot see for itself: both POST endpoints read their body as it comes."""
PRINTED: dict[int | str, dict[str, Any]] = {
    200: {"content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}}
}

Lang = Literal["vi", "en"]
# Only what an id may be made of: the library takes a name that ends in ".yaml" for a file, and this is a stranger's.
Term = Annotated[str, PathPart(pattern=r"^[0-9a-z][0-9a-z.-]*$")]
Name = Annotated[str, PathPart(pattern=r"^[0-9a-z][0-9a-z-]*$")]


class OutlineFound(BaseModel):
    """An outline that data files may name."""

    id: str
    kind: str
    subject: str
    built_in: bool


class ProblemFound(BaseModel):
    """A problem, its place and what to do; ``file`` is empty where it is in the body itself."""

    file: str | None
    line: int | None
    column: int | None
    path: str
    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    hint: str


class Verdict(BaseModel):
    """What is to be said about a data file; ``valid`` where nothing keeps it from being rendered."""

    valid: bool
    problems: list[ProblemFound]
    completeness: list[hoi_report.Completeness]


async def limited_body(request: Request) -> bytes:
    """The body; refused with 413 as soon as it is known to be too long, not when all of it is in memory."""
    too_long = HTTPException(413, f"at most {MAX_BODY} bytes")
    if int(request.headers.get("content-length", 0)) > MAX_BODY:
        raise too_long
    body = bytearray()
    try:
        async for chunk in request.stream():  # a chunked body says nowhere how long it will be
            body += chunk
            if len(body) > MAX_BODY:
                raise too_long
    except ClientDisconnect:
        raise HTTPException(400, "the body broke off") from None
    return bytes(body)


Body = Annotated[bytes, Depends(limited_body)]


def create_app(folder: Path) -> FastAPI:
    """The service over one folder. All that it knows is in this call: two apps in one process do not meet."""
    folder = folder.resolve(strict=True)
    # The pages at /docs and /redoc would fetch scripts from elsewhere; /openapi.json says the same.
    app = FastAPI(title="hoi_report", version=hoi_report.__version__, docs_url=None, redoc_url=None)

    def told(problem: hoi_report.Problem) -> dict[str, Any]:
        """The problem as JSON; its files are named from the folder: where that stands is no stranger's business."""

        def inside(value: Any) -> Any:
            return value.replace(f"{folder}{os.sep}", "").replace(str(folder), ".") if isinstance(value, str) else value

        return {name: inside(value) for name, value in problem.as_json().items()}

    # Endpoints are plain functions, not coroutines: FastAPI runs them in threads, and a long document holds up nobody.

    @app.get("/outlines")
    def outlines() -> list[OutlineFound]:
        """The outlines that data files may name."""
        found = hoi_report.list_outlines(base_dir=folder)
        return [
            OutlineFound(id=info.id, kind=info.kind, subject=info.subject, built_in=info.origin == "built-in")
            for info in found
            if info.origin in ("built-in", str(folder))  # not those of a pack that stands above the folder
        ]

    @app.get("/outlines/{term}/{name}/schema")
    def schema(term: Term, name: Name, lang: Lang = "vi") -> dict[str, Any]:
        """The JSON Schema of an outline's data files."""
        try:
            return hoi_report.load_outline(f"{term}/{name}", base_dir=folder, lang=lang).json_schema()
        except hoi_report.InvalidInput as error:
            if any(problem.code == "unknown-outline" for problem in error.problems):
                raise HTTPException(404, error.problems[0].message) from None
            raise

    @app.post("/validate", openapi_extra=DATA_FILE)
    def validate(body: Body, lang: Lang = "vi") -> Verdict:
        """Everything that is to be said about a data file: it is answered with 200, right or wrong."""
        found = hoi_report.validate(body, base_dir=folder, lang=lang)
        return Verdict(
            valid=all(problem.severity != "error" for problem in found.problems),
            problems=[ProblemFound(**told(problem)) for problem in found.problems],
            completeness=list(found.completeness),
        )

    @app.post("/render", openapi_extra=DATA_FILE, response_class=Response, responses=PRINTED)
    def render(body: Body, draft: bool = False, lang: Lang = "vi") -> Response:
        """The document of a data file; ``draft`` prints one that is not complete yet."""
        document = hoi_report.load_document(body, base_dir=folder, lang=lang)
        rendered = hoi_report.render(document, draft=draft, lang=lang)
        headers = {"Content-Disposition": attachment(document)}
        return Response(rendered.content, media_type=DOCX, headers=headers)

    @app.exception_handler(hoi_report.InvalidInput)
    async def refused(request: Request, error: hoi_report.InvalidInput) -> JSONResponse:
        return JSONResponse({"problems": [told(problem) for problem in error.problems]}, 422)

    @app.exception_handler(hoi_report.RenderError)
    async def failed(request: Request, error: hoi_report.RenderError) -> JSONResponse:
        # Not the sender's fault: a template in the folder is wrong, and its author needs to know how.
        return JSONResponse({"problems": [told(problem) for problem in error.problems]}, 500)

    return app


def attachment(document: hoi_report.Document) -> str:
    """The header that names the download, in Vietnamese (RFC 5987) and, for what cannot read that, in ASCII."""
    name = f"{document.outline.kind_name} - {document.unit.unit.short_name}"[:100]  # a header has no room for a novel
    return f"attachment; filename=\"{document.outline.kind}.docx\"; filename*=UTF-8''{quote(name, safe='')}.docx"


def from_environment() -> FastAPI:
    """The service over the folder that REPORTS_FOLDER names, for ``uvicorn --factory``."""
    return create_app(Path(os.environ["REPORTS_FOLDER"]))

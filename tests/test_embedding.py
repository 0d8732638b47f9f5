"""examples/embedding: the service as its README starts it, asked over HTTP as strangers would ask it."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import httpx
import pytest

import hoi_report
from outlines import UNIT, outline

ROOT = Path(__file__).parents[1]
APP = ROOT / "examples" / "embedding" / "app.py"
PLAN = "2021-2026/ke-hoach-giua-nhiem-ky"
REPORT = "2021-2026/bao-cao-giua-nhiem-ky"
REPORTS = sorted((ROOT / "examples" / "thai-binh-2024").glob("bao-cao-*.yaml"))
MAX_BODY = 1024 * 1024
SECRET = "chỉ người trong nhà biết"
UNITS_BELOW = [
    *("thanh-pho-thai-binh", "dong-hung", "hung-ha", "kien-xuong", "quynh-phu", "thai-thuy", "tien-hai", "vu-thu"),
    *("quan-su", "bien-phong", "cong-an", "lien-doan-lao-dong"),
]


@dataclass(frozen=True)
class Service:
    """The running service."""

    http: httpx.Client
    port: int
    folder: Path
    """What it may read."""
    around: Path
    """The folder above: where it was started, with what it must not read, and its place for temporary files."""
    log: Path

    def post(self, path: str, body: bytes | str | dict[str, Any]) -> httpx.Response:
        """The answer to a data file; a ``dict`` is sent as JSON."""
        sent = json.dumps(body) if isinstance(body, dict) else body
        return self.http.post(path, content=sent.encode() if isinstance(sent, str) else sent)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service over a copy of the example, in a folder with secrets beside it and a link that leads there."""
    around = tmp_path_factory.mktemp("around").resolve()
    folder = around / "data"
    shutil.copytree(ROOT / "examples" / "thai-binh-2024", folder)
    (around / "secret.yaml").write_text(f"{SECRET}: {SECRET}\n", encoding="utf-8")
    (around / "t").mkdir()
    (around / "t" / "ban.yaml").write_text(json.dumps(outline(subject=SECRET)), encoding="utf-8")
    (folder / "link.yaml").symlink_to(around / "secret.yaml")
    (folder / "outlines" / "rieng").mkdir(parents=True)
    (folder / "outlines" / "rieng" / "hong.yaml").write_text(json.dumps(outline(template="hong")), encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "hong.docx").write_bytes(b"PK, but no more")
    (around / "tmp").mkdir()
    log = tmp_path_factory.mktemp("log") / "stderr.txt"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "--app-dir", APP.parent, "app:from_environment", "--factory", "--port=0"],
            stdout=stderr,
            stderr=stderr,
            cwd=around,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT / "src"),
                "PYTHONDONTWRITEBYTECODE": "1",
                "TMPDIR": str(around / "tmp"),
                "REPORTS_FOLDER": "data",
            },
        )
    try:
        port = port_of(process, log)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as http:
            yield Service(http, port, folder, around, log)
    finally:
        process.terminate()
        process.wait(30)


def port_of(process: subprocess.Popen[bytes], log: Path) -> int:
    """The free port that the server has found."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"running on http://127\.0\.0\.1:(\d+)", log.read_text("utf-8")):
            return int(found[1])
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8"))


def report(unit: str, **keys: Any) -> dict[str, Any]:
    """A report of a unit that answers nothing yet."""
    return {"outline": REPORT, "plan": "ke-hoach.yaml", "unit": unit, "date": "05/6/2024", **keys}


def plan(service: Service) -> bytes:
    """The province's plan, complete."""
    return (service.folder / "ke-hoach.yaml").read_bytes()


def codes(answer: httpx.Response) -> set[str]:
    """The codes of the problems in an answer."""
    return {problem["code"] for problem in answer.json()["problems"]}


def text_of(content: bytes) -> str:
    """The text of a document that python-docx can open: of its body and of the header of its first page."""
    document = docx.Document(io.BytesIO(content))
    header = document.sections[0].first_page_header._element
    return "".join((*header.itertext(), *document.element.body.itertext()))


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Every name below a folder with what changes when it is written."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}


# --- outlines ---------------------------------------------------------------------------------------------------------


def test_the_outlines_are_listed(service: Service) -> None:
    """The library's own and those of the folder, in Vietnamese and not in escapes."""
    answer = service.http.get("/outlines")

    found = {each["id"]: each for each in answer.json()}
    assert answer.status_code == 200
    assert {name: each["built_in"] for name, each in found.items()} == {PLAN: True, REPORT: True, "rieng/hong": False}
    assert found[REPORT]["kind"] == "bao-cao"
    assert "Đánh giá giữa nhiệm kỳ" in answer.content.decode()
    assert str(service.around) not in answer.text


@pytest.mark.parametrize("name", [PLAN, REPORT])
def test_the_schema_is_the_librarys(service: Service, name: str) -> None:
    """Word for word, through JSON and back."""
    answer = service.http.get(f"/outlines/{name}/schema")

    assert answer.status_code == 200
    assert answer.json() == hoi_report.load_outline(name).json_schema()


def test_an_outline_that_is_not_there(service: Service) -> None:
    """404, in the language asked for."""
    vi, en = (service.http.get("/outlines/2021-2026/bao-cao/schema", params={"lang": lang}) for lang in ("vi", "en"))

    assert vi.status_code == en.status_code == 404
    assert "không có đề cương “2021-2026/bao-cao”" in vi.json()["detail"]
    assert "“2021-2026/bao-cao”" in en.json()["detail"] != vi.json()["detail"]


@pytest.mark.parametrize(
    "path", ["t/ban.yaml", "./t/ban.yaml", "../t/ban", "%2e%2e/ban", "t/..%2f..%2fban", "data/units.yaml", "t/BAN"]
)
def test_an_outlines_address_is_no_file_name(service: Service, path: str) -> None:
    """Nothing that stands where the service was started is read by its name; the path is sent as it stands here."""
    connection = HTTPConnection("127.0.0.1", service.port, timeout=60)
    try:
        connection.request("GET", f"/outlines/{path}/schema")
        answer = connection.getresponse()
        body = answer.read().decode()
    finally:
        connection.close()

    assert answer.status in (404, 422)
    assert SECRET not in body


# --- validate ---------------------------------------------------------------------------------------------------------


def test_a_plan_that_is_right(service: Service) -> None:
    """Valid, without a word; a plan asks nothing."""
    answer = service.post("/validate", plan(service))

    assert answer.status_code == 200
    assert answer.json() == {"valid": True, "problems": [], "completeness": []}


def test_a_report_says_how_complete_it_is(service: Service) -> None:
    """What the library says: problems with their places, each chapter's count; not valid while answers are absent."""
    body = "\n".join(f"{key}: {value}" for key, value in report("dong-hung").items()).encode()
    body += b"\nanswers:\n  tinh_hinh_chung:\n    so_hoi_vien: 94,o\n"

    answer = service.post("/validate", body)

    expected = hoi_report.validate(body, base_dir=service.folder)
    said = answer.json()
    assert answer.status_code == 200
    assert said["valid"] is False
    assert said["completeness"] == [asdict(each) for each in expected.completeness]
    assert len(said["completeness"]) == 4 and said["completeness"][0]["answered"] == 0
    assert [(p["code"], p["path"], p["line"]) for p in said["problems"]] == [
        (p.code, p.path, p.line) for p in expected.problems
    ]
    (wrong,) = [p for p in said["problems"] if p["path"] == "answers.tinh_hinh_chung.so_hoi_vien"]
    assert (wrong["line"], wrong["file"], wrong["severity"]) == (7, None, "error")
    assert wrong["column"] in (18, 21)  # the figure, or the letter in it
    assert "unanswered" in codes(answer)


def test_problems_are_told_in_the_language_asked_for(service: Service) -> None:
    """Vietnamese unless English is asked for; nothing else is."""
    body = f"outline: {PLAN}\nunits: units.yaml\nunit: dong-hun\n".encode()
    said = {lang: service.post(f"/validate{lang}", body) for lang in ("", "?lang=vi", "?lang=en")}

    words = {lang: [p["message"] for p in answer.json()["problems"]] for lang, answer in said.items()}
    for lang in ("vi", "en"):
        expected = hoi_report.validate(body, base_dir=service.folder, lang=lang)
        assert words[f"?lang={lang}"] == [p.message for p in expected.problems]
    assert words[""] == words["?lang=vi"] != words["?lang=en"]
    assert service.post("/render?lang=en", body).json()["problems"] == said["?lang=en"].json()["problems"]
    assert [service.post(f"/{verb}?lang=fr", body).status_code for verb in ("validate", "render")] == [422, 422]


BROKEN = {
    "yaml": ("outline: a\nunit: [b\n", 2, 7, "unclosed-bracket"),
    "yaml-tab": ("outline: a\nanswers:\n\tx: 1\n", 3, 1, "tab-indentation"),
    "json": ('{"outline": "a",\n "unit": "b",,}', 2, 14, None),
    "repeated": ("outline: a\nunit: b\noutline: c\n", 3, 1, "repeated-key"),
    "empty": ("", 1, 1, "empty-file"),
    "list": ("- a\n", 1, 1, "not-a-mapping"),
    "not-utf-8": (b"outline: \xff\n", 1, 10, None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_refused_with_its_place(service: Service, name: str) -> None:
    """YAML and JSON; render refuses (422), validate tells the same (200)."""
    body, line, column, code = BROKEN[name]

    rendered, validated = service.post("/render", body), service.post("/validate", body)

    problems = rendered.json()["problems"]
    assert (rendered.status_code, validated.status_code) == (422, 200)
    assert (problems[0]["line"], problems[0]["column"]) == (line, column)
    assert code in (None, problems[0]["code"])
    assert validated.json() == {"valid": False, "problems": problems, "completeness": []}


# --- render -----------------------------------------------------------------------------------------------------------


def test_a_plan_is_rendered(service: Service) -> None:
    """The library's bytes, under the name that a browser shows in Vietnamese."""
    answer = service.post("/render", plan(service))

    document = hoi_report.load_document(service.folder / "ke-hoach.yaml")
    assert answer.status_code == 200
    assert answer.content == hoi_report.render(document).content
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    plain, encoded = re.fullmatch(
        r"attachment; filename=\"([\w.-]+)\"; filename\*=UTF-8''([\w.%-]+)", answer.headers["content-disposition"]
    ).groups()
    assert (plain, unquote(encoded)) == ("ke-hoach.docx", "Kế hoạch - Hội LHPN tỉnh Thái Bình.docx")
    assert "KẾ HOẠCH" in text_of(answer.content)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_whole_report_is_valid_and_rendered(service: Service, path: Path) -> None:
    """Each report of the example: no error, every required answer counted, and the library's bytes."""
    verdict, rendered = service.post("/validate", path.read_bytes()), service.post("/render", path.read_bytes())

    assert verdict.json()["valid"] is True
    assert all(chapter["answered"] == chapter["required"] for chapter in verdict.json()["completeness"])
    assert rendered.status_code == 200
    assert rendered.content == hoi_report.render(hoi_report.load_document(path)).content
    assert "BÁO CÁO" in text_of(rendered.content)


def test_a_name_from_a_stranger_stays_inside_its_header(service: Service) -> None:
    """Quotes, slashes, stars and eighty thousand letters in a unit's name make no second header and no path."""
    names = ['a"; filename="b.exe', "../../etc/passwd", "Hội 'số' 1*%", "Hội " * 20_000]
    for name in names:
        unit = {**UNIT, "short_name": name}
        answer = service.post("/render", {**json_plan(service), "unit": unit})

        assert answer.status_code == 200, answer.text
        (encoded,) = re.findall(
            r"^attachment; filename=\"ke-hoach\.docx\"; filename\*=UTF-8''([\w.%~-]+)$",
            answer.headers["content-disposition"],
        )
        assert unquote(encoded).removesuffix(".docx") in f"Kế hoạch - {name}"


def json_plan(service: Service) -> dict[str, Any]:
    """The province's plan as data."""
    from hoi_report._source import read

    return dict(read(plan(service)).value)


def test_json_is_a_data_file_too(service: Service) -> None:
    """The same plan as JSON is the same document."""
    as_json = service.post("/render", json_plan(service))

    assert as_json.status_code == 200
    assert as_json.content == service.post("/render", plan(service)).content


def test_what_is_not_complete_is_rendered_as_a_draft_only(service: Service) -> None:
    """Every absent answer is named; a draft prints the questions under its mark."""
    body = report("dong-hung")

    refused, draft = service.post("/render", body), service.post("/render?draft=true", body)

    assert (refused.status_code, draft.status_code) == (422, 200)
    assert "unanswered" in codes(refused)
    assert "DỰ THẢO" in text_of(draft.content)
    assert "HUYỆN ĐÔNG HƯNG" in text_of(draft.content)


def test_a_wrong_template_is_not_the_senders_fault(service: Service) -> None:
    """500, and what is wrong with it."""
    answer = service.post("/render", {"outline": "rieng/hong", "unit": UNIT, "date": "2024"})

    assert answer.status_code == 500
    assert codes(answer) == {"docx-damaged"}
    assert str(service.around) not in answer.text


# --- many at once -----------------------------------------------------------------------------------------------------


def test_many_at_once_get_each_their_own(service: Service) -> None:
    """Sixteen threads ask for drafts of every unit and for whole reports: each gets what was made for it alone."""
    bodies = {unit: json.dumps(report(unit)).encode() for unit in UNITS_BELOW}
    bodies |= {path.stem: path.read_bytes() for path in REPORTS}
    alone = {name: service.post("/render?draft=true", body).content for name, body in bodies.items()}
    assert len(set(alone.values())) == len(bodies)

    def ask(name: str) -> tuple[str, bytes, str]:
        rendered = service.post("/render?draft=true", bodies[name])
        refused = service.post("/validate", report(f"{name}-x"))
        return name, rendered.content, " ".join(problem["message"] for problem in refused.json()["problems"])

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, [*bodies] * 3))

    assert len(answers) == 3 * len(bodies)
    for name, content, message in answers:
        assert content == alone[name]
        assert f"“{name}-x”" in message


@pytest.fixture
def app_module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """app.py, imported here."""
    spec = importlib.util.spec_from_file_location("embedding_app", APP)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "embedding_app", module)  # there FastAPI looks up the names of annotations
    spec.loader.exec_module(module)
    return module


def client_of(app: Any) -> httpx.AsyncClient:
    """A client of an app in this process."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x")


def test_two_services_in_one_process_do_not_meet(app_module: Any, tmp_path: Path) -> None:
    """Each knows its own folder: a unit of the same key has another name in each."""
    folders = [tmp_path / name for name in ("mot", "hai")]
    for folder in folders:
        folder.mkdir()
        units = {"levels": {"tinh": {"name": "tỉnh"}}, "units": {"a": {**UNIT, "short_name": f"Hội {folder.name}"}}}
        (folder / "units.json").write_text(json.dumps(units), encoding="utf-8")
        (folder / "o.json").write_text(json.dumps(outline()), encoding="utf-8")
    body = json.dumps({"outline": "o.json", "units": "units.json", "unit": "a", "date": "2024"})

    async def names() -> list[str]:
        one, other = (client_of(app_module.create_app(folder)) for folder in folders)
        async with one, other:
            answers = await asyncio.gather(*(client.post("/render", content=body) for client in (one, other) * 4))
        return [unquote(answer.headers["content-disposition"].rpartition("''")[2]) for answer in answers]

    assert asyncio.run(names()) == ["Kế hoạch - Hội mot.docx", "Kế hoạch - Hội hai.docx"] * 4


def test_a_pack_above_the_folder_is_not_the_services(app_module: Any, tmp_path: Path) -> None:
    """Its outlines are neither listed nor found."""
    (tmp_path / "outlines" / "t").mkdir(parents=True)
    (tmp_path / "outlines" / "t" / "ban.yaml").write_text(json.dumps(outline(subject=SECRET)), encoding="utf-8")
    (tmp_path / "data").mkdir()

    async def ask() -> tuple[httpx.Response, httpx.Response]:
        async with client_of(app_module.create_app(tmp_path / "data")) as client:
            return await client.get("/outlines"), await client.get("/outlines/t/ban/schema")

    listed, schema = asyncio.run(ask())
    assert [each["id"] for each in listed.json()] == [REPORT, PLAN]
    assert schema.status_code == 404
    assert SECRET not in listed.text + schema.text


# --- strangers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["outline", "plan", "units", "indicators"])
@pytest.mark.parametrize("way", ["../secret.yaml", "{around}/secret.yaml", "link.yaml", "x/../../secret.yaml"])
def test_nothing_outside_the_folder_is_read(service: Service, key: str, way: str) -> None:
    """By no key of a data file, neither upwards, nor from the root, nor through a link."""
    body = report("dong-hung", units="units.yaml") | {key: way.format(around=service.around)}

    for verb in ("validate", "render", "render?draft=true"):
        answer = service.post(f"/{verb}", body)

        (refused,) = [p for p in answer.json()["problems"] if p["code"] == "outside-folder"]
        assert refused["path"] == key
        assert answer.status_code == (200 if verb == "validate" else 422)
        assert SECRET not in answer.text


def test_a_file_of_the_folder_is_read(service: Service) -> None:
    """The same keys, inside: what is refused above is refused for its place."""
    body = report("dong-hung", units="outlines/../units.yaml", indicators="./chi-tieu.yaml")

    assert codes(service.post("/validate", body)) <= {"unanswered", "plan-without-number"}


@pytest.mark.parametrize(
    "body",
    [
        report("dong-hung", plan="khong-co.yaml"),
        report("dong-hung", plan="."),
        report("dong-hung", units="ke-hoach.yaml"),
        report("dong-hung", indicators="units.yaml"),
    ],
    ids=["no-file", "folder", "not-units", "not-indicators"],
)
def test_where_the_folder_stands_is_not_told(service: Service, body: dict[str, Any]) -> None:
    """Problems name the files as the folder's users know them."""
    answer = service.post("/validate", body)

    assert answer.json()["valid"] is False
    assert str(service.around) not in answer.text
    assert {p["file"] for p in answer.json()["problems"]} <= {None, "ke-hoach.yaml", "units.yaml"}


def raw(service: Service, *parts: bytes) -> bytes:
    """The first bytes that come back when these are sent and the connection is kept open."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        for part in parts:
            connection.sendall(part)
        return connection.recv(65536)


@pytest.mark.parametrize("verb", ["validate", "render"])
def test_a_body_that_is_too_long_by_its_own_word(service: Service, verb: str) -> None:
    """413 before a single byte of it is sent."""
    head = f"POST /{verb} HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_BODY + 1}\r\n\r\n"

    assert raw(service, head.encode()).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("verb", ["validate", "render"])
def test_a_chunked_body_that_grows_too_long(service: Service, verb: str) -> None:
    """413 while it is still open: the byte too many is enough."""
    head = f"POST /{verb} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"%x\r\n" % 65536 + b"#" * 65536 + b"\r\n"

    assert raw(service, head, *[chunk] * 16, b"1\r\n#\r\n").startswith(b"HTTP/1.1 413 ")


def test_the_limit_is_where_it_is_said(service: Service) -> None:
    """A body of that many bytes is read; with one more it is not, in one piece or in many."""
    body = plan(service)
    whole = body + b"#" * (MAX_BODY - len(body))

    def chunks(sent: bytes) -> Iterator[bytes]:
        yield from (sent[at : at + 50_000] for at in range(0, len(sent), 50_000))

    for sent, status in ((whole, 200), (whole + b"#", 413)):
        assert service.http.post("/render", content=sent).status_code == status
        assert service.http.post("/render", content=chunks(sent)).status_code == status


def test_a_body_that_breaks_off_is_no_accident(service: Service) -> None:
    """The sender is gone; the service stands, and has no traceback to tell."""
    head = b"POST /render HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\noutline: a"
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        connection.sendall(head)

    assert service.http.get("/outlines").status_code == 200
    assert "Traceback" not in service.log.read_text("utf-8")


def test_nothing_is_written(service: Service) -> None:
    """Neither in the folder nor around it nor among temporary files, by answers of every kind."""
    before = files(service.around)

    statuses = [
        service.http.get("/outlines").status_code,
        service.http.get(f"/outlines/{REPORT}/schema").status_code,
        service.post("/validate", report("vu-thu")).status_code,
        service.post("/render", plan(service)).status_code,
        service.post("/render?draft=true", report("vu-thu")).status_code,
        service.post("/render", report("vu-thu")).status_code,
        service.post("/render", b"#" * (MAX_BODY + 1)).status_code,
    ]

    assert statuses == [200, 200, 200, 200, 200, 422, 413]
    assert files(service.around) == before
    assert "data/ke-hoach.yaml" in before and "tmp" in before


def test_the_interface_describes_itself(service: Service) -> None:
    """/openapi.json names what goes in and what comes out; there is no page that would fetch scripts from elsewhere."""
    said = service.http.get("/openapi.json").json()

    assert set(said["paths"]) == {"/outlines", "/outlines/{term}/{name}/schema", "/validate", "/render"}
    assert set(said["paths"]["/render"]["post"]["requestBody"]["content"]) == {"application/yaml", "application/json"}
    assert [service.http.get(page).status_code for page in ("/docs", "/redoc")] == [404, 404]

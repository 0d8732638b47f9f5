"""The JSON Schema of an outline's data files: for editors that complete, and for tools that check before they send.

Only keywords that mean the same in draft-07 and 2020-12. It is never stricter than reading: what it refuses is refused
anyway. Rules that it cannot say (which footnotes have marks, whether totals agree) are the loader's.
"""

from __future__ import annotations

from typing import Any

from ._answers import EMPTY
from ._figures import DATE_SCHEMA
from ._outline import Outline
from ._questions import Branch, Question

TEXT: dict[str, Any] = {"type": "string"}
ANY: dict[str, Any] = {}
ABSENT = {"type": "null"}


def json_schema(outline: Outline) -> dict[str, Any]:
    """The schema of a data file of the outline."""
    parameters = {name: {"description": parameter.description} for name, (parameter, _) in outline.parameters.items()}
    deadlines = {name: _maybe(DATE_SCHEMA) for name in outline.deadlines}
    if outline.file.due is not None:
        deadlines.setdefault(outline.file.due, _maybe(DATE_SCHEMA))
    date = {"anyOf": [*DATE_SCHEMA.get("anyOf", [DATE_SCHEMA]), {"type": "integer"}]}
    properties: dict[str, Any] = {
        "outline": {**TEXT, "description": "Đề cương: id hoặc tệp."},
        "plan": {**_maybe(TEXT), "description": "Tệp dữ liệu của kế hoạch mà báo cáo này trả lời."},
        "made_for": {**ANY, "description": "Do “hoi-report new” ghi: phiên bản đề cương và dấu của kế hoạch."},
        "units": {**_maybe(TEXT), "description": "Tệp đơn vị; không ghi thì lấy theo kế hoạch."},
        "unit": {"type": ["string", "object"], "description": "Khóa của đơn vị trong tệp đơn vị, hoặc cả đơn vị."},
        "number": {"type": ["string", "integer", "null"], "description": "Số văn bản; không ghi thì để trống."},
        "date": {**_maybe(date), "description": "Ngày ban hành; chưa rõ thì chỉ ghi tháng hoặc năm."},
        "signer": {"type": ["object", "null"], "description": "Người ký; không ghi thì theo đơn vị."},
        "addressees": {"type": ["array", "null"], "description": "Kính gửi; không ghi thì theo đề cương."},
        "recipients": {"type": ["array", "null"], "description": "Nơi nhận; không ghi thì theo đề cương."},
        "parameters": _mapping(parameters),
        "deadlines": _mapping(deadlines),
        "indicators": {**ANY, "description": "Chỉ tiêu: tệp hoặc danh sách; không ghi thì theo kế hoạch."},
        "answers": {"anyOf": [_branch(outline.questions), ABSENT], "description": "Nội dung báo cáo."},
    }
    if not outline.questions.children:
        del properties["answers"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{outline.kind_name}: {outline.subject}",
        "type": "object",
        "properties": properties,
        "required": ["outline", "unit"],
        "additionalProperties": False,
    }


def _branch(branch: Branch) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for id, child in branch.children.items():
        if isinstance(child, Question):
            description = " ".join(str(child.prompt).split())
            properties[id] = {"description": description, "anyOf": [child.kind.json_schema(), *EMPTY]}
        else:
            properties[id] = {"anyOf": [_branch(child), ABSENT]}
            if child.node is not None and hasattr(child.node, "title"):
                properties[id]["description"] = str(child.node.title)
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, ABSENT]}


def _mapping(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}

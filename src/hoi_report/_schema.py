"""The JSON Schema of an outline's data files: for editors that complete, and for tools that check before they send.

Only keywords that mean the same in draft-07 and 2020-12. It is never stricter than reading: what it refuses is refused
anyway. Rules that it cannot say (which footnotes have marks, whether totals agree) are the loader's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._figures import DATE_SCHEMA
from ._questions import Branch, Question
from ._translation import translate

if TYPE_CHECKING:
    from ._outline import Outline

TEXT: dict[str, Any] = {"type": "string"}
ANY: dict[str, Any] = {}
ABSENT = {"type": "null"}


def json_schema(outline: Outline) -> dict[str, Any]:
    """The schema of a data file of the outline; what editors show of it is Vietnamese."""
    t = translate
    parameters = {name: {"description": parameter.description} for name, (parameter, _) in outline.parameters.items()}
    deadlines = {name: _maybe(DATE_SCHEMA) for name in outline.deadlines}
    if outline.file.due is not None:
        deadlines.setdefault(outline.file.due, _maybe(DATE_SCHEMA))
    date = {"anyOf": [*DATE_SCHEMA["anyOf"], {"type": "integer"}]}
    properties: dict[str, Any] = {
        "outline": {**TEXT, "description": t("The outline: its id, or a file.")},
        "plan": {**_maybe(TEXT), "description": t("The data file of the plan that this report answers.")},
        "made_for": {
            **ANY,
            "description": t("Written by “hoi-report new”: version of the outline, sign of the plan."),
        },
        "units": {**_maybe(TEXT), "description": t("The file of units; absent: the plan's.")},
        "unit": {
            "type": ["string", "object"],
            "description": t("The unit's key, or the whole unit."),
        },
        "rules": {**_maybe(TEXT), "description": t("The rule set; absent: the unit's, else the outline's.")},
        "number": {
            "type": ["string", "integer", "null"],
            "description": t("Its number; absent: left blank."),
        },
        "date": {**_maybe(date), "description": t("The date of issue; as much of it as is known.")},
        "signer": {"type": ["object", "null"], "description": t("Who signs; absent: the unit's own.")},
        "addressees": {"type": ["array", "null"], "description": t("Kính gửi; absent: the outline's own.")},
        "recipients": {"type": ["array", "null"], "description": t("Nơi nhận; absent: the outline's own.")},
        "parameters": _mapping(parameters),
        "deadlines": _mapping(deadlines),
        "indicators": {**ANY, "description": t("Chỉ tiêu: a file or a list; absent: the plan's.")},
        "answers": {"anyOf": [_branch(outline.questions), ABSENT], "description": t("The answers.")},
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
            properties[id] = {"description": description, **child.kind.optional_json_schema()}
        else:
            properties[id] = {"anyOf": [_branch(child), ABSENT]}
            if child.node is not None and hasattr(child.node, "title"):
                properties[id]["description"] = str(child.node.title)
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, ABSENT]}


def _mapping(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}

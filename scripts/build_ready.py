"""Builds ``src/hoi_report/ready/``: what reading and proving the shipped outlines, rule sets and templates gives.

    python scripts/build_ready.py             writes it; to be run after any change of these, or of their models
    python scripts/build_ready.py --check     exit status 1 where the committed one is not what would be written

What has so much as a note is refused: only what is clean needs no second look.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))  # runs in a checkout without an installed package

import hoi_report  # noqa: E402
from hoi_report._catalog import Base, Catalog, built_in  # noqa: E402
from hoi_report._grammar import OutlineFile  # noqa: E402
from hoi_report._meaning import problems_of  # noqa: E402
from hoi_report._model import validated  # noqa: E402
from hoi_report._outline import Outline, outline_of  # noqa: E402
from hoi_report._ready import FOLDER, SHIPPED, Kind, digest, place_of  # noqa: E402
from hoi_report._render import prove  # noqa: E402
from hoi_report._rule_sets import rules_read  # noqa: E402
from hoi_report._rules import RuleSet  # noqa: E402
from hoi_report._source import Tree, read  # noqa: E402
from hoi_report._template import compile_template  # noqa: E402
from hoi_report._wording.pattern import Pattern  # noqa: E402
from hoi_report._wording.search import sought  # noqa: E402


def made(kind: Kind, file: Path) -> bytes:
    """What a file says, as it is kept. Raises ``ValueError`` where anything is to be said about it."""
    tree = read(file)
    if kind == "rules":
        if "extends" in tree.value:
            raise ValueError(f"{file.name} rests on another rule set, whose bytes it does not say")
        said: Any = rules_read(file, Catalog.of(file, Base.of(str(file), None))).rules
        for pattern in patterns_of(said):
            object.__setattr__(pattern, "sought", sought(pattern))
    else:
        said, problems = validated(OutlineFile, tree.value, tree)
        problems += problems_of(said, tree, problems)
        if problems:
            raise ValueError("\n".join(map(str, problems)))
    parts = {"value": tree.value, "places": places_of(tree)}
    return pickle.dumps((said, {name: pickle.dumps(part, protocol=5) for name, part in parts.items()}), protocol=5)


def patterns_of(said: Any) -> list[Pattern]:
    """The patterns that are looked for in a document's texts; an outline has none."""
    wording = said.wording.values() if isinstance(said, RuleSet) else ()
    return [pattern for rule in wording for pattern in (*rule.forbidden, *(rule.mixed or ()))]


def places_of(tree: Tree) -> Any:
    """The places of a tree's values, where its text is its file's, character by character."""
    if tree._text.data is None:
        raise ValueError(f"{tree.name}: letters that are written apart, or a mark of the byte order")
    return tree._places


def outlines() -> Iterator[tuple[Path, Outline]]:
    """The shipped outlines, each with all that it rests on, read as a stranger's."""
    base = Base.of(None, None)
    for _, file in Catalog((built_in(),), base).files("outlines", ".yaml"):
        yield file, outline_of(read(file), file, base)


def shipped() -> dict[str, Any]:
    """What else is known, by digests: how each outline is listed, which template obeys which rule set."""
    listed: dict[str, Any] = {}
    proved: dict[tuple[str, str], dict[str, str]] = {}
    for _, outline in outlines():
        if outline.problems:
            raise ValueError("\n".join(map(str, outline.problems)))
        rests_on = [f"outlines/{member.id}.yaml" for member in outline.family]
        rests_on += [f"rules/{member.rules.name}.yaml" for member in outline.family]
        templates = dict.fromkeys(member.template for member in outline.family)
        listed[outline.id] = {
            "kind": outline.kind,
            "subject": outline.subject,
            "rests_on": {name: digest((built_in() / name).read_bytes()) for name in dict.fromkeys(rests_on)},
            "beside": [template.relative_to(built_in()).as_posix() for template in templates],
        }
        data = outline.template.read_bytes()
        prove(outline.template.name, compile_template(data, name=outline.template.name, complete=True), outline.rules)
        template = digest(data)
        rules = digest((built_in() / "rules" / f"{outline.rules.name}.yaml").read_bytes())
        proved[template, rules] = {"template": template, "rules": rules}
    return {"version": hoi_report.__version__, "outlines": listed, "proved": list(proved.values())}


def built() -> dict[Path, bytes]:
    """Every file of the folder."""
    files: dict[Path, bytes] = {}
    for kind, folder in (("outline", "outlines"), ("rules", "rules")):
        for file in sorted((built_in() / folder).rglob("*.yaml")):
            files[place_of(kind, digest(file.read_bytes()))] = made(kind, file)  # type: ignore[arg-type]
    files[SHIPPED] = (json.dumps(shipped(), ensure_ascii=False, indent=2) + "\n").encode()
    return files


def same(one: bytes, other: bytes) -> bool:
    """Whether both files hold the same: two Pythons may write one value in two ways."""
    if one == other or not one.startswith(b"\x80"):
        return one == other
    try:
        (said, tree), (other_said, other_tree) = pickle.loads(one), pickle.loads(other)
        looks = [{(p.source, frozenset(p.sought or ())) for p in patterns_of(model)} for model in (said, other_said)]
        return bool(said == other_said and looks[0] == looks[1] and unpacked(tree) == unpacked(other_tree))
    except Exception:  # written by a script of another day
        return False


def unpacked(tree: dict[str, bytes]) -> dict[str, Any]:
    """The parts of a tree."""
    return {name: pickle.loads(part) for name, part in tree.items()}


def main(arguments: list[str] | None = None) -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description="Builds what is made ready of the shipped files.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where a file differs")
    options = parser.parse_args(arguments)

    files = built()
    there = {file: file.read_bytes() for file in sorted(FOLDER.glob("*.*"))}
    if not options.check:
        for file in there.keys() - files.keys():
            file.unlink()
        FOLDER.mkdir(exist_ok=True)
        for file, data in files.items():
            if file not in there or not same(there[file], data):
                file.write_bytes(data)
            print(f"{file.relative_to(ROOT).as_posix()}: {len(data)} bytes")
        return 0
    differing = [file for file in {**there, **files} if not same(there.get(file, b""), files.get(file, b""))]
    for file in differing:
        print(f"{file.relative_to(ROOT).as_posix()} is not what the shipped files say: run scripts/build_ready.py")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

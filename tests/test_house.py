"""A house's own rule set: what differs from the one that it extends, who takes it, and the look that it gives."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

import hoi_report
from format_rules import DATA
from format_rules import build_template as script
from hoi_report._catalog import Base, Catalog
from hoi_report._rule_sets import FoundRules, rules_named
from hoi_report._source import read
from outlines import UNIT, outline
from words import paragraphs

EXAMPLE = Path(__file__).parents[1] / "examples" / "nha-mau"
ARCHIVE = [{"archive": ["VT"]}]
HEAD = "name: {name}\ntitle: Quy chế của Nhà\nvalid_from: 2020-01-01\n"
OTHER_HEAD = """\
page_number: {position: bottom_margin}
number_line: {clause: Quy định, after_number: "-", within_symbol: /}
end_mark:
wording:
components:
  quoc_hieu:
    text: [ĐẢNG CỘNG SẢN VIỆT NAM]
    size: {min: 15, max: 15, value: 15}
    ruled_line: {clause: Quy định, kind: below_text}
  tieu_ngu:
  co_quan_ban_hanh: {ruled_line: {kind: typed, text: "*"}}
  so_ky_hieu: {prefix: [Số], size: {min: 14, max: 14, value: 14}}
  trich_yeu: {ruled_line: {kind: typed, text: -----}}
  phu_luc_kem_theo: {ruled_line: null}
  quyen_han_ky: {prefix: [T/M, K/T, T/L]}
"""
"""A look of quite another family: other words at the right, signs for lines, another number line, no “./.”."""


class House:
    """A pack with rule sets and an outline in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.outline()

    def outline(self, **keys: Any) -> None:
        """The outline of its documents."""
        self.write("outline.json", outline(closing="Hết.", **keys))

    def write(self, name: str, said: object) -> None:
        """A file, as text or as JSON."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said if isinstance(said, str) else json.dumps(said, ensure_ascii=False), encoding="utf-8")

    def rules(self, text: str = "", name: str = "nha", extends: str = "nd30-2020") -> None:
        """A rule set that extends another."""
        self.write(f"rules/{name}.yaml", f"extends: {extends}\n" + HEAD.format(name=name) + text)

    def found(self, name: str = "nha") -> FoundRules:
        """The rule set of a name."""
        return rules_named(name, Catalog.of(None, Base(self.folder)))

    def build(self, name: str = "nha") -> bytes:
        """Its template, built and put into its place."""
        built = hoi_report.build_template(self.folder / "rules" / f"{name}.yaml")
        assert built.home is not None
        built.home.parent.mkdir(exist_ok=True)
        built.home.write_bytes(built.content)
        return built.content

    def document(self, **keys: Any) -> hoi_report.Document:
        """A document of its outline."""
        said = {"outline": "outline.json", "unit": UNIT, "date": "05/6/2024", "recipients": ARCHIVE, **keys}
        return hoi_report.load_document(said, base_dir=self.folder)

    def refused(self, load: Callable[[], object]) -> list[tuple[str, str]]:
        """The errors of a load: code and path."""
        with pytest.raises(hoi_report.InvalidInput) as caught:
            load()
        return [(p.code, p.path) for p in caught.value.problems if p.severity == "error"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty pack with an outline."""
    return House(tmp_path)


def texts(document: hoi_report.Document) -> dict[str, list[str]]:
    """The texts of a rendered document by the name of their style."""
    found: dict[str, list[str]] = {}
    for style, text in paragraphs(hoi_report.render(document).content):
        found.setdefault(style, []).append(text)
    return found


# --- what extends means -----------------------------------------------------------------------------------------------


def test_what_a_house_does_not_say_is_as_it_was(house: House) -> None:
    """One value changes; its limits, its clause and all the rest stay."""
    house.rules("margins: {left: {value: 35}}\n")
    rules, decree = house.found().rules, house.found("nd30-2020").rules

    assert (rules.margins.left.min, rules.margins.left.max, rules.margins.left.value) == (30, 35, 35)
    assert rules.margins.clause == decree.margins.clause and rules.margins.top == decree.margins.top
    assert list(rules.components) == list(decree.components)
    assert rules.model_copy(update={"margins": None}).kinds == decree.kinds
    assert (rules.name, rules.title, str(rules.valid_from), decree.name) == (
        "nha",
        "Quy chế của Nhà",
        str(rules.valid_from),
        "nd30-2020",
    )


def test_a_house_may_say_where_its_own_rule_stands(house: House) -> None:
    """A clause is a value like any other: who changes a rule may say by what right."""
    house.rules("components:\n  ten_loai: {clause: 'Quy chế, Điều 3', size: {min: 15, max: 16, value: 16}}\n")

    component = house.found().rules.components["ten_loai"]

    assert (component.clause, component.size.value, component.bold) == ("Quy chế, Điều 3", 16, True)


def test_a_key_without_a_value_takes_away(house: House) -> None:
    """A component, a ruled line, the end mark, a limit."""
    house.rules("end_mark:\nline_spacing: {max: null}\ncomponents:\n  tieu_ngu:\n  co_quan_ban_hanh: {ruled_line: ~}\n")

    rules = house.found().rules

    assert rules.end_mark is None and rules.line_spacing.max is None
    assert "tieu_ngu" not in rules.components
    assert rules.components["co_quan_ban_hanh"].ruled_line is None


def test_a_list_takes_the_place_of_a_list(house: House) -> None:
    """What is printed comes first; here nothing else is allowed any more."""
    house.rules("components:\n  quoc_hieu: {text: [CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM]}\n")

    assert house.found().rules.components["quoc_hieu"].text == ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_houses_may_extend_each_other(house: House) -> None:
    """The nearest that says something is right, and each says its own name and days."""
    house.rules("margins: {left: {value: 35}, right: {value: 20}}\nvalid_to: 2030\n", name="tinh")
    house.rules("margins: {left: {value: 32}}\n", name="xa", extends="tinh")

    rules = house.found("xa").rules

    assert (rules.margins.left.value, rules.margins.right.value, rules.valid_to) == (32, 20, None)
    assert [one.rules.name for one in house.found("xa").chain] == ["xa", "tinh", "nd30-2020"]


def nested() -> st.SearchStrategy[dict[str, Any]]:
    """Mappings in mappings, with texts and lists in them."""
    keys, leaves = st.sampled_from("abcd"), st.text("xyz", min_size=1, max_size=2)
    leaves_or_lists: st.SearchStrategy[Any] = leaves | st.lists(leaves, min_size=1, max_size=2)
    inner = st.recursive(leaves_or_lists, lambda below: st.dictionaries(keys, below, min_size=1, max_size=3))
    return st.dictionaries(keys, inner, max_size=4)


@given(own=nested(), above=nested())
def test_merging_says_what_the_nearer_says_and_else_what_the_other_said(
    own: dict[str, Any], above: dict[str, Any]
) -> None:
    """For whatever two files say: every value of the nearer is there, of the other every value that is not hidden."""
    from hoi_report._rule_sets import _over

    merged = _over(read(own), own, above, ())

    def leaves(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
        if not isinstance(value, dict):
            return {path: value}
        return {key: leaf for name, inner in value.items() for key, leaf in leaves(inner, (*path, name)).items()}

    said, rest, found = leaves(own), leaves(above), leaves(merged)
    hidden = {path for path in rest for mine in said if path[: len(mine)] == mine or mine[: len(path)] == path}
    assert found == {**{path: rest[path] for path in rest.keys() - hidden}, **said}


@given(
    st.sampled_from(sorted(DATA["components"])),
    st.sampled_from(["size", "bold", "italic", "case", "clause", "name"]),
)
def test_saying_again_what_holds_already_changes_nothing(component: str, key: str) -> None:
    """Whatever value of the decree's a house repeats."""
    from hoi_report._rule_sets import _over

    own = {"components": {component: {key: DATA["components"][component][key]}}}

    assert _over(read(own), own, DATA, ()) == DATA


BAD = {
    "a value of the house": (
        "margins:\n  left: {value: 40}\n",
        "rules/nha.yaml:6:17: error [out-of-range] margins.left.value: expected a number from 30 to 35, found 40",
    ),
    "a limit that shuts the value out": (
        "margins:\n  left:\n    min: 32\n",
        "rules/nha.yaml:7:5: error [out-of-range] margins.left.value: expected a number from 32 to 35, found 30",
    ),
    "an unknown key": (
        "components:\n  ten_loai: {sise: 3}\n",
        "rules/nha.yaml:6:14: error [unknown-key] components.ten_loai.sise: unknown key “sise”",
    ),
    "a component that says too little": (
        "components:\n  dau_rieng: {name: Dấu riêng}\n",
        "rules/nha.yaml:6:14: error [missing] components.dau_rieng.clause: “clause” is required and absent",
    ),
    "nothing to take away": (
        "components:\n  tieu_nguu:\n",
        "rules/nha.yaml:6:3: error [nothing-to-take-away] components.tieu_nguu: “tieu_nguu” has no value, "
        "which takes away what is not there\n    did you mean “tieu_ngu”?",
    ),
    "what is required taken away": (
        "margins:\n",
        "rules/nha.yaml:5:1: error [missing] margins: “margins” is required and absent",
    ),
    "a typed line without signs": (
        "components:\n  trich_yeu: {ruled_line: {kind: typed}}\n",
        "rules/nha.yaml:6:27: error [typed-line] components.trich_yeu.ruled_line.text: a ruled line has “text” where",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_fault_is_told_where_the_house_says_it(fault: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own line; where the value is the other's, the line that made it wrong."""
    monkeypatch.chdir(house.folder)
    text, expected = BAD[fault]
    house.rules(text)

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.build_template("rules/nha.yaml", lang="en")

    assert expected in str(caught.value)


def test_a_fault_of_the_extended_set_is_told_in_its_own_file(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is wrong by itself, whoever extends it."""
    monkeypatch.chdir(house.folder)
    house.rules("margins:\n  left: {value: 40}\n", name="tinh")
    house.rules("margins:\n  left: {value: 31}\n", name="xa", extends="tinh")

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.build_template("xa", lang="en")

    (problem,) = caught.value.problems
    assert (Path(str(problem.file)).name, problem.line, problem.path) == ("tinh.yaml", 6, "margins.left.value")


def test_circles_and_unknown_names_are_told_where_they_are_named(house: House) -> None:
    """The file that leads back, and a name that none has, with the nearest that there is."""
    house.rules(name="mot", extends="hai")
    house.rules(name="hai", extends="mot")
    house.rules(name="ba", extends="nd30-2021")

    with pytest.raises(hoi_report.InvalidInput) as circle:
        house.found("mot")
    with pytest.raises(hoi_report.InvalidInput) as unknown:
        house.found("ba")

    (found,) = circle.value.problems
    assert (found.code, Path(str(found.file)).name, found.line, found.path) == ("rules-cycle", "hai.yaml", 1, "extends")
    (found,) = unknown.value.problems
    assert (found.code, found.line, found.arguments["guess"]) == ("unknown-rules", 1, "nd30-2020")


def test_a_rule_set_is_called_as_its_file(house: House) -> None:
    """By that name its template is found."""
    house.write("rules/nha.yaml", "extends: nd30-2020\n" + HEAD.format(name="khac"))

    assert house.refused(house.found) == [("rules-name", "name")]


def test_what_was_read_is_read_again_when_a_file_of_the_chain_changes(house: House) -> None:
    """Also where only the extended one did."""
    house.rules("margins: {left: {value: 35}}\n", name="tinh")
    house.rules(name="xa", extends="tinh")
    before = house.found("xa")

    again = house.found("xa")
    house.rules("margins: {left: {value: 33}}\n", name="tinh")

    assert again is before
    assert house.found("xa").rules.margins.left.value == 33


# --- who takes it -----------------------------------------------------------------------------------------------------


def test_the_data_come_before_the_unit_and_the_unit_before_the_outline(house: House) -> None:
    """Three who may name a rule set."""
    house.rules(name="cua-don-vi")
    house.rules(name="cua-van-ban")
    unit = {**UNIT, "rules": "cua-don-vi"}

    names = [house.document().rules.name, house.document(unit=unit).rules.name]
    names.append(house.document(unit=unit, rules="cua-van-ban").rules.name)

    assert names == ["nd30-2020", "cua-don-vi", "cua-van-ban"]


def test_a_unit_has_the_rule_set_of_its_day(house: House) -> None:
    """It moved into another house in July 2025; each name is looked for beside the file of units."""
    for name in ("cu", "moi"):
        (house.folder / "nha").mkdir(exist_ok=True)
        house.write(f"nha/rules/{name}.yaml", "extends: nd30-2020\n" + HEAD.format(name=name))
    unit = {key: value for key, value in UNIT.items() if key != "level_name"}
    versions = [{**unit, "rules": "cu", "valid_to": "30/6/2025"}, {**unit, "rules": "moi", "valid_from": "01/7/2025"}]
    house.write("nha/units.json", {"levels": {"tinh": {"name": "tỉnh"}}, "units": {"a": versions}})

    found = [house.document(units="nha/units.json", unit="a", date=day).rules.name for day in ("2024", "2026")]

    assert found == ["cu", "moi"]


def test_the_template_is_the_houses_or_the_nearest_in_its_chain(house: House) -> None:
    """Where it is another's a note says so; an outline that names a template keeps it."""
    house.rules(name="tinh")
    house.rules(name="xa", extends="tinh")

    at_first = house.document(rules="xa")
    house.build("tinh")
    of_province = house.document(rules="xa")
    house.build("xa")
    own = house.document(rules="xa")
    house.outline(template="nd30-2020")
    kept = house.document(rules="xa")

    names = [document.template.stem for document in (at_first, of_province, own, kept)]
    assert names == ["nd30-2020", "tinh", "xa", "nd30-2020"]
    notes = [[(p.code, p.severity) for p in document.problems] for document in (at_first, of_province, own, kept)]
    assert notes == [[("template-of-other", "note")]] * 2 + [[], []]
    assert hoi_report.render_context(own)[0] == own.template


def test_a_rule_set_holds_on_its_days_only(house: House) -> None:
    """As units and outlines do."""
    house.rules("valid_to: 2023\n")

    assert house.document(rules="nha", date="31/12/2023").rules.name == "nha"
    assert house.refused(lambda: house.document(rules="nha", date="01/01/2024")) == [("not-valid-then", "date")]


def test_a_document_without_a_date_is_asked_for_one(house: House) -> None:
    """Where the day that counts then lies before the rule set."""
    house.write("rules/nha.yaml", "extends: nd30-2020\n" + HEAD.format(name="nha").replace("2020", "2023"))

    assert house.refused(lambda: house.document(rules="nha", date=None)) == [("not-valid-undated", "date")]
    assert house.document(rules="nha", date="2023").rules.name == "nha"


def test_a_document_of_a_kind_that_the_house_does_not_know_is_refused(house: House) -> None:
    """At the name of its rule set."""
    house.rules("kinds: {ke-hoach: null}\n")

    assert house.refused(lambda: house.document(rules="nha")) == [("unknown-kind", "rules")]
    assert house.refused(lambda: house.document(unit={**UNIT, "rules": "nha"})) == [("unknown-kind", "unit.rules")]


def test_what_is_attached_is_printed_by_the_same_rules(house: House) -> None:
    """One document, one house: the kind of an annex is called as the house calls it."""
    house.rules("kinds: {bao-cao: {name: Tường trình}}\n")
    house.write("phu-luc.json", outline(kind="bao-cao"))
    house.outline(attachments=[{"outline": "phu-luc.json"}])

    assert texts(house.document())["Tên văn bản kèm theo"] == ["BÁO CÁO"]
    assert texts(house.document(rules="nha"))["Tên văn bản kèm theo"] == ["TƯỜNG TRÌNH"]


def test_a_report_cites_its_plan_as_the_plans_house_writes_it(house: House) -> None:
    """Whatever joins number and symbol there."""
    house.rules('number_line: {after_number: "-", within_symbol: /}\n')
    prompt = {"id": "x", "prompt": "Hỏi.", "answer": {"type": "prose", "required": False}}
    house.write(
        "bao-cao.json",
        outline(
            kind="bao-cao", closing="Thực hiện {{ plan }}.", sections=[{"id": "a", "title": "A", "content": [prompt]}]
        ),
    )
    house.outline(attachments=[{"outline": "bao-cao.json", "note": "(Kèm theo {{ document }})"}])
    plan = {"outline": "outline.json", "unit": UNIT, "date": "05/6/2024", "number": 7, "rules": "nha"}
    plan |= {"recipients": ARCHIVE}
    house.write("ke-hoach.json", plan)

    report = house.document(outline="bao-cao.json", plan="ke-hoach.json")
    annex = texts(house.document(**plan))["Kèm theo"]

    assert annex == ["(Kèm theo Kế hoạch số 07-KH/BTV ngày 05 tháng 6 năm 2024 của Ban Thường vụ Hội LHPN tỉnh A)"]
    (closing,) = [text for text in texts(report)["Lời văn"] if text.startswith("Thực hiện")]
    assert closing.startswith("Thực hiện Kế hoạch số 07-KH/BTV ngày 05/6/2024 của Ban Thường vụ")


def test_a_house_without_outlines_of_its_own_prints_the_built_in_ones(tmp_path: Path) -> None:
    """Its pack is a folder with rules; outlines are found by their ids all the same."""
    shutil.copytree(hoi_report.example("thai-binh-2024"), tmp_path / "2024")
    house = House(tmp_path)
    house.rules("components: {quoc_hieu: {text: [CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM]}}\n")
    house.build()
    data = tmp_path / "2024" / "ke-hoach.yaml"
    plain = texts(hoi_report.load_document(data))
    data.write_text(data.read_text(encoding="utf-8") + "\nrules: nha\n", encoding="utf-8")

    own = texts(hoi_report.load_document(data))

    assert own.pop("Quốc hiệu") == ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert plain.pop("Quốc hiệu") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert own == plain


# --- the look ---------------------------------------------------------------------------------------------------------


def test_a_look_of_another_family_can_be_said(house: House) -> None:
    """Head, number, lines, authorities and the end of the text are data; nothing of them is in the code."""
    house.rules(OTHER_HEAD)
    house.build()
    signer = {"authority": ["T/M BAN THƯỜNG VỤ", "K/T CHỦ TỊCH"], "title": "PHÓ CHỦ TỊCH"}
    unit = {**UNIT, "symbol": "TW", "issuer": {"parent": ["HỘI A", "BAN B"], "name": "BAN C"}, "signer": signer}

    found = texts(house.document(unit=unit, rules="nha", number=127))

    assert found["Quốc hiệu"] == ["ĐẢNG CỘNG SẢN VIỆT NAM"] and "Tiêu ngữ" not in found
    assert found["Số và ký hiệu"] == ["Số 127-KH/TW"]
    assert (found["Cơ quan chủ quản"], found["Cơ quan ban hành"]) == (["HỘI A", "BAN B"], ["BAN C"])
    assert found["Đường kẻ gõ"] == ["*", "-----"]
    assert found["Quyền hạn ký"] == ["T/M BAN THƯỜNG VỤ", "K/T CHỦ TỊCH"]
    assert found["Lời văn"][-1] == "Hết."


def test_the_authorities_are_the_rule_sets(house: House) -> None:
    """Whoever names the signer is told where he does, by the rules that hold for the document."""
    house.rules(OTHER_HEAD)
    party, state = ({"authority": f"{mark} BAN THƯỜNG VỤ", "title": "CHỦ TỊCH"} for mark in ("T/M", "TM."))

    assert house.document(signer=party, rules="nha").signer.authority == ("T/M BAN THƯỜNG VỤ",)
    assert house.refused(lambda: house.document(signer=party)) == [("authority", "signer.authority")]
    assert house.refused(lambda: house.document(signer=state, rules="nha")) == [("authority", "signer.authority")]
    assert house.refused(lambda: house.document(rules="nha")) == [("authority", "unit.signer.authority")]
    house.outline(signer=state)
    assert house.refused(lambda: house.document(rules="nha")) == [("authority", "signer.authority")]


def test_the_end_mark_is_the_rule_sets(house: House) -> None:
    """Another, or none; an outline may still do without."""
    house.rules("end_mark: {clause: Quy chế, text: .///}\nwording: {end_mark: null}\n")
    house.rules("end_mark:\nwording: {end_mark: null}\n", name="khong")

    ends = [texts(house.document(**{"rules": name}))["Lời văn"][-1] for name in ("nd30-2020", "nha", "khong")]
    house.outline(end_mark="false")

    assert ends == ["Hết./.", "Hết.///", "Hết."]
    assert texts(house.document(rules="nha"))["Lời văn"][-1] == "Hết."


def test_words_of_a_rule_set_are_neither_structure_nor_programs(house: House) -> None:
    """They stand in the document as they stand in the file."""
    house.rules("wording:\ncomponents:\n  quoc_hieu: {text: ['A & B <c> {{ x }} {% y %}']}\n")
    house.build()

    assert texts(house.document(rules="nha"))["Quốc hiệu"] == ["A & B <c> {{ x }} {% y %}"]


def test_an_emblem_is_a_picture_with_words_for_who_does_not_see_it(house: House) -> None:
    """Above the issuer's names, as wide as asked, its height in proportion; it is the file's own bytes."""
    house.rules("emblem: {clause: Quy chế, image: hoa.png, width: 16, description: 'Hoa & vòng tròn'}\n")
    shutil.copy(EXAMPLE / "rules" / "bieu-trung.png", house.folder / "rules" / "hoa.png")
    house.build()

    content = hoi_report.render(house.document(rules="nha")).content

    word = WordDocument(io.BytesIO(content))
    (shape,) = word.inline_shapes
    assert (round(shape.width.mm, 2), round(shape.height.mm, 2)) == (16, 16)
    assert shape._inline.docPr.get("descr") == "Hoa & vòng tròn"
    assert word.tables[0].cell(0, 0).paragraphs[0].style.name == "Biểu trưng"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.read("word/media/bieu-trung.png") == (house.folder / "rules" / "hoa.png").read_bytes()


def test_an_emblem_may_be_the_extended_houses(house: House) -> None:
    """It is looked for beside each file of the chain."""
    house.rules("emblem: {clause: Quy chế, image: hoa.png, width: 16, description: Hoa}\n", name="tinh")
    shutil.copy(EXAMPLE / "rules" / "bieu-trung.png", house.folder / "rules" / "hoa.png")
    house.write("xa/rules/xa.yaml", "extends: tinh\n" + HEAD.format(name="xa") + "emblem: {width: 20}\n")

    built = hoi_report.build_template(house.folder / "xa" / "rules" / "xa.yaml")

    (shape,) = WordDocument(io.BytesIO(built.content)).inline_shapes
    assert round(shape.width.mm, 2) == 20
    assert built.home == house.folder / "xa" / "templates" / "xa.docx"


def test_a_size_that_has_to_be_shared_follows(house: House) -> None:
    """A khoản with a title is as large as the text (PL I, Phần I, II.6.đ): it is said once."""
    house.rules("components: {noi_dung: {size: {value: 13}}}\n")
    house.build()

    styles = WordDocument(io.BytesIO(house.build())).styles

    assert styles["Lời văn"].font.size.pt == 13
    assert styles["heading 2"].font.size is None and styles["heading 2"].base_style.name == "Lời văn"


UNDESIGNED = {
    "paper: {orientation: landscape}": ("paper.orientation", "a landscape page"),
    "margins: {left: {max: 90, value: 80}}": ("margins", "text of 115 mm between the margins"),
    "components: {kinh_gui: null}": ("components", "a document without “kinh_gui”"),
    "components: {quoc_hieu: {text: []}}": ("components.quoc_hieu", "“quoc_hieu” without “text” or “prefix”"),
    "components: {trich_yeu: {ruled_line: {kind: box}}}": (
        "components.trich_yeu.ruled_line.kind",
        "a line “box” of “trich_yeu”",
    ),
    "emblem: {clause: Q, image: hoa.png, width: 90, description: Hoa}": ("emblem.width", "an emblem 90 mm wide"),
}


def test_what_the_design_cannot_do_is_told_in_one_report(house: House) -> None:
    """Better no template than one that breaks its own rules; each thing by itself, and all at once."""
    shutil.copy(EXAMPLE / "rules" / "bieu-trung.png", house.folder)
    for text, (path, words) in UNDESIGNED.items():
        house.rules(text + "\n")
        shutil.copy(EXAMPLE / "rules" / "bieu-trung.png", house.folder / "rules" / "hoa.png")
        with pytest.raises(hoi_report.InvalidInput) as caught:
            hoi_report.build_template(house.folder / "rules" / "nha.yaml", lang="en")
        (problem,) = caught.value.problems
        assert (problem.code, problem.path) == ("not-designed", path) and words in problem.message
        assert problem.line == 5, text
    house.rules(
        "paper: {orientation: landscape}\ncomponents: {kinh_gui: null}\n"
        "emblem: {clause: Q, image: khong-co.png, width: 9, description: x}\n"
    )
    told = house.refused(lambda: hoi_report.build_template(house.folder / "rules" / "nha.yaml"))
    assert told == [
        ("not-designed", "paper.orientation"), ("not-designed", "components"), ("file-not-found", "emblem.image"),
    ]  # fmt: skip


PICTURES = {
    "absent": ("khong-co.png", None, "file-not-found"),
    "no picture": ("hoa.png", b"GIF89a", "not-a-picture"),
    "a PNG that breaks off": ("hoa.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-picture"),
    "a JPEG that breaks off": ("hoa.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "not-a-picture"),
    "too large": ("hoa.png", b"\x89PNG" + bytes(3 * 2**20), "too-large"),
    "outside the pack": ("../../hoa.png", None, "outside-folder"),
    "somewhere else": ("/etc/hostname", None, "outside-folder"),
}


@pytest.mark.parametrize("case", PICTURES)
def test_a_faulty_emblem_is_told_at_its_name(case: str, house: House) -> None:
    """No file, another format, a broken one, one too large, and none from outside the pack."""
    image, content, code = PICTURES[case]
    house.rules(f"emblem: {{clause: Q, image: {image}, width: 16, description: Hoa}}\n")
    if content is not None:
        (house.folder / "rules" / image).write_bytes(content)

    assert house.refused(lambda: hoi_report.build_template(house.folder / "rules" / "nha.yaml")) == [
        (code, "emblem.image")
    ]


def test_an_emblem_may_be_a_jpeg(house: House) -> None:
    """Its size is read from its frame."""
    house.rules("emblem: {clause: Q, image: trang.jpg, width: 12, description: Một trang}\n")
    shutil.copy(Path(__file__).parent / "data" / "trang.jpg", house.folder / "rules")

    (shape,) = WordDocument(io.BytesIO(house.build())).inline_shapes

    assert (round(shape.width.mm, 2), round(shape.height.mm, 2)) == (12, round(12 * 36 / 25, 2))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_look_at_a_picture(tail: bytes) -> None:
    """Whatever a file holds behind its signature."""
    from hoi_report._design.picture import picture_of

    for signature in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"\xff\xd8\xff\xc0"):
        found = picture_of(signature + tail)
        assert found is None or (found.width > 0 and found.height > 0)


# --- the command ------------------------------------------------------------------------------------------------------

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_command_builds_into_the_pack(house: House, hoi_report_cli: Run) -> None:
    """By name from anywhere in the pack; what is there already is replaced only when that is asked for."""
    house.rules()
    (house.folder / "2026").mkdir()
    target = house.folder / "templates" / "nha.docx"

    first = hoi_report_cli("template", "build", "nha", cwd=house.folder / "2026")
    built = target.read_bytes()
    target.write_bytes(b"mine")
    again = hoi_report_cli("template", "build", "nha", cwd=house.folder)
    kept = target.read_bytes()
    forced = hoi_report_cli("template", "build", "nha", "--force", "--json", cwd=house.folder)

    assert (first.returncode, first.stdout) == (0, "") and first.stderr == f"đã ghi: {target}\n"
    assert again.returncode == 2 and "[output-exists]" in again.stderr and kept == b"mine"
    assert (forced.returncode, json.loads(forced.stdout)) == (0, {"output": str(target), "problems": []})
    assert target.read_bytes() == built == hoi_report.build_template(house.folder / "rules" / "nha.yaml").content


def test_the_command_builds_a_file_to_where_it_is_wanted(house: House, hoi_report_cli: Run) -> None:
    """A rule file that stands in no pack has its template in a folder beside it."""
    house.write("rieng.yaml", "extends: nd30-2020\n" + HEAD.format(name="rieng"))

    wanted = hoi_report_cli("template", "build", "rieng.yaml", "-o", "moi/x.docx", cwd=house.folder)
    unsaid = hoi_report_cli("template", "build", "rieng.yaml", cwd=house.folder)

    assert (wanted.returncode, unsaid.returncode) == (0, 0)
    assert (house.folder / "moi" / "x.docx").is_file() and (house.folder / "templates" / "rieng.docx").is_file()


def test_the_command_does_not_write_into_what_is_built_in(house: House, hoi_report_cli: Run) -> None:
    """A place has to be named for the built-in template; the same comes out as is shipped."""
    unsaid = hoi_report_cli("template", "build", "nd30-2020", "--lang", "en", cwd=house.folder)
    said = hoi_report_cli("template", "build", "nd30-2020", "-o", "x.docx", cwd=house.folder)

    assert unsaid.returncode == 2 and "“nd30-2020” is built in: say with -o where to write" in unsaid.stderr
    shipped = hoi_report.load_outline("2021-2026/ke-hoach-giua-nhiem-ky").template
    assert said.returncode == 0
    assert script.differing_parts((house.folder / "x.docx").read_bytes(), shipped.read_bytes()) == []


def test_the_command_tells_every_fault_and_writes_nothing(house: House, hoi_report_cli: Run) -> None:
    """In the reader's language, with the places, without a traceback."""
    house.rules("margins:\n  left: {value: 40}\ncomponents:\n  ten_loai: {sise: 16}\n")

    found = hoi_report_cli("template", "build", "nha", cwd=house.folder)
    english = hoi_report_cli("template", "build", "nha", "--lang", "en", cwd=house.folder)
    unknown = hoi_report_cli("template", "build", "nhaa", cwd=house.folder)
    absent = hoi_report_cli("template", "build", "khong-co.yaml", cwd=house.folder)

    assert (found.returncode, english.returncode, unknown.returncode, absent.returncode) == (1, 1, 1, 1)
    assert "nha.yaml:6:17: error [out-of-range] margins.left.value: cần một số từ 30 đến 35, gặp 40" in found.stderr
    assert "nha.yaml:8:14: error [unknown-key] components.ten_loai.sise" in english.stderr
    assert "unknown-rules" in unknown.stderr and "“nha”" in unknown.stderr and "file-not-found" in absent.stderr
    assert "Traceback" not in found.stderr + english.stderr + unknown.stderr + absent.stderr
    assert not (house.folder / "templates").exists()


# --- the example ------------------------------------------------------------------------------------------------------


def test_the_examples_template_is_what_its_rules_build() -> None:
    """Who changes them builds it again."""
    built = hoi_report.build_template(EXAMPLE / "rules" / "nha-mau.yaml")

    assert built.home == EXAMPLE / "templates" / "nha-mau.docx"
    assert script.differing_parts(built.home.read_bytes(), built.content) == []


def test_the_example_prints_without_a_word() -> None:
    """Its unit brings its house; its outline knows nothing of it."""
    document = hoi_report.load_document(EXAMPLE / "ke-hoach.yaml")

    assert (document.rules.name, document.outline.file.rules) == ("nha-mau", "nd30-2020")
    assert hoi_report.render(document).problems == ()
    assert texts(document)["Quốc hiệu"] == ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]

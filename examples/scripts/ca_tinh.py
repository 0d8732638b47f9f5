"""Cả tỉnh: the plan, a file to fill in for every unit, the reports that came in, and who is missing.

    python ca_tinh.py OUT [FOLDER]

FOLDER holds the plan (ke-hoach.yaml), the targets (chi-tieu.yaml) and the reports that came in (bao-cao-*.yaml);
without it, the library's example. OUT gets the documents, and files to fill in, in “de-dien”. Run it again whenever a
report comes in: documents are made anew, files to fill in are kept.
"""

import json
import sys
from pathlib import Path

import hoi_report


def main(out: Path, folder: Path) -> None:
    """Everything, in the order of a province's year."""
    to_fill_in = out / "de-dien"
    to_fill_in.mkdir(parents=True, exist_ok=True)

    plan = hoi_report.load_document(folder / "ke-hoach.yaml")
    hoi_report.render(plan).save(out / "ke-hoach.docx", overwrite=True)
    _, report = plan.outline.family  # the plan's outline, and the đề cương báo cáo that is attached to it

    assert plan.units is not None, "a province's plan names its units"
    # A key may have meant other units in other years: the last one counts.
    units = {key: versions[-1] for key, versions in plan.units.units.items()}
    below = {key: unit.short_name for key, unit in units.items() if unit.parent == plan.key}
    for key in below:
        file = to_fill_in / f"{key}.yaml"
        if not file.exists():  # somebody may have begun to fill it in
            files = {"plan": folder / "ke-hoach.yaml", "indicators": folder / "chi-tieu.yaml"}
            text = hoi_report.skeleton(report.id, unit=key, **files, folder=to_fill_in)
            file.write_text(text, encoding="utf-8", newline="\n")
    schema = json.dumps(report.json_schema(), ensure_ascii=False)  # for editors; each file names it in its first line
    (to_fill_in / "bao-cao-giua-nhiem-ky.schema.json").write_text(schema, encoding="utf-8", newline="\n")

    came_in = set()
    for path in sorted(folder.glob("bao-cao-*.yaml")):
        found = hoi_report.validate(path)
        answered, required = (sum(getattr(c, n) for c in found.completeness) for n in ("answered", "required"))
        print(f"{path.name}: trả lời {answered}/{required} câu hỏi bắt buộc")
        for problem in found.problems:
            print(f"  {problem}")
        if found.document is not None and not found.document.unanswered:
            hoi_report.render(found.document).save(out / f"{path.stem}.docx", overwrite=True)
            came_in.add(found.document.key)

    missing = [name for key, name in below.items() if key not in came_in]
    print(f"Chưa có báo cáo đầy đủ của {len(missing)}/{len(below)} đơn vị:", *missing, sep="\n- ")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else hoi_report.example("thai-binh-2024"))

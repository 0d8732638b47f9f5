"""The source case as a user gets it, with PDFs and pictures of the pages where the programs for them are installed.

python scripts/demo.py [FOLDER]     # default: build/demo
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from hoi_report._cli import main as hoi_report
from hoi_report._pdf import find_soffice
from hoi_report._problems import RenderError


def main() -> int:
    """Render the example, then show its pages; the exit status of the first step that failed."""
    folder = sys.argv[1] if len(sys.argv) > 1 else "build/demo"
    try:
        find_soffice()
        pdf = ["--pdf"]
    except RenderError as error:
        print(f"No PDFs and no pictures: {error.problems[0].in_language('en').message}.")
        pdf = []
    status = hoi_report(["demo", "-o", folder, "--force", *pdf])
    if status or not pdf:
        return status
    return _draw(Path(folder))


def _draw(folder: Path) -> int:
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        print("No pictures of the pages: pdftoppm (of poppler-utils) was not found.")
        return 0
    for pdf in sorted(folder.glob("*.pdf")):
        for old in _pages_of(pdf):
            old.unlink()  # of a longer document, rendered before
        subprocess.run([pdftoppm, "-r", "80", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
        for picture in _pages_of(pdf):
            print(f"drawn: {picture}")
    return 0


def _pages_of(pdf: Path) -> list[Path]:
    """The pictures of a PDF's pages; not those of another whose name goes on where this one ends."""
    pictures = pdf.parent.glob(f"{pdf.stem}-*.png")
    return sorted(picture for picture in pictures if picture.stem.removeprefix(f"{pdf.stem}-").isdecimal())


if __name__ == "__main__":
    sys.exit(main())

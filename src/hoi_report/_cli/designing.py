"""The verb that makes what documents are printed with: ``template build``."""

from __future__ import annotations

import argparse
from pathlib import Path

from .._files import make_folder, write_atomically
from .answer import Answer, say


def build(options: argparse.Namespace) -> Answer:
    """The Word template of a rule set, to its place in the pack or where it is wanted."""
    import hoi_report

    built = hoi_report.build_template(options.rules, lang=options.lang)
    if options.output is None and built.home is None:
        options.fail(options.t("“{rules}” is built in: say with -o where to write").format(rules=options.rules))
    target = Path(options.output or str(built.home))
    make_folder(target.parent)
    write_atomically(target, built.content, overwrite=options.force)
    if not options.json:
        say(options.t("written: {path}").format(path=target))
    return Answer(data={"output": str(target), "problems": []})

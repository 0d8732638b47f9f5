# Each target does all its own set-up; nothing is needed but make and Python 3.11 or later.
#
#   make demo    the source case, rendered into build/demo/
#   make test    all tests
#   make check   tests, lint, types and the wheel, as the build machine does
#   make bench   how fast it is, and how fast its peers are: half an hour, on a machine that does nothing else
#
# `make demo PYTHON=python3.12` takes that Python in place of the first one found that is new enough, to set up `.venv`;
# with `VENV=build/venv-3.12` beside it, in a place of its own.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready-for-development

.PHONY: demo test soak lint types wheel check bench messages template ready docs clean

demo: $(READY)
	$(BIN)/python scripts/demo.py build/demo

test: $(READY)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# Batches that are killed at random moments, so many times, and resumed; some minutes.
POINTS ?= 200
soak: $(READY)
	PYTHONPATH=src:tests $(BIN)/python -m soaking $(POINTS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy
	$(BIN)/mypy --platform win32
	$(BIN)/mypy --platform darwin

wheel: $(READY)
	rm -rf dist
	$(BIN)/python -m build --no-isolation

check: test lint types wheel

# Measures everything and writes docs/benchmarks.md; each line can be run alone. Peers are installed in build/bench.
bench: $(READY)
	$(BIN)/python benchmarks/peers --json build/bench/peers.json
	$(BIN)/python benchmarks/street.py --json build/bench/street.json
	$(BIN)/python benchmarks/batch.py --json build/bench/batch.json
	$(BIN)/python benchmarks/publish.py

# The Vietnamese words: adds new messages to src/hoi_report/locale/vi.po and says what is to be translated.
messages: $(READY)
	$(BIN)/python scripts/messages.py

# What is built from something else and committed; tests prove that it is up to date.
template: $(READY)
	$(BIN)/python scripts/build_template.py
	$(BIN)/python scripts/build_ready.py

# What is known of the shipped outlines, rule sets and templates, so that it is not found out at every start.
ready: $(READY)
	$(BIN)/python scripts/build_ready.py

docs: $(READY)
	$(BIN)/python scripts/build_docs.py

clean:
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

# Made again when the dependencies change. The stamp comes last: an installation that broke off is not taken for one.
$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; none was found. Name one: make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

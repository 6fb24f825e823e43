# Two commands matter: `make explore` and `make test`. The rest are their parts.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif
PY := $(BIN)/python

.PHONY: explore test setup setup-dev sample lint bench quality pictures cypher lock clean

explore: setup sample
	$(PY) -m streamlit run app.py

test: setup-dev lint
	$(PY) -m pytest -n 2 --dist loadfile

setup: .venv/installed
setup-dev: .venv/installed-dev

.venv/python:
	$(PYTHON) -c "import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else 'Common Thread needs Python 3.11, 3.12 or 3.13; this is %d.%d. Run: make PYTHON=python3.12 explore' % v)"
	$(PYTHON) -m venv .venv
	touch $@

.venv/installed: requirements.txt | .venv/python
	@echo "Installing. The first time takes a few minutes: torch is large (README, 'A smaller install')."
	$(PY) -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

sample: setup
	$(PY) -m ingest sample

lint: setup-dev
	$(PY) -m ruff check --no-cache .
	$(PY) -m ruff format --no-cache --check .
	$(PY) -m mypy

bench: setup-dev
	$(PY) -m bench

# How good the coding is, on the labels in tests/quality: the sample and the coroners' reports, which
# do not ship with Common Thread. They are read into a graph of their own.
REPORTS ?= ../shared/data/pfd_reports.csv
quality: export COMMON_THREAD_HOME := .common-thread/quality
quality: setup-dev
	$(PY) -m ingest sample
	$(PY) -m ingest pfd $(REPORTS)
	$(PY) -m tests.quality

# The schema and the answers in docs/cypher.md, on the sample.
cypher: setup-dev
	$(PY) -m docs.make_cypher

pictures: setup-dev
	$(PY) -m docs.take_pictures

# The CUDA libraries that torch asks for on Linux are left out of the pins, so that a CPU
# build of torch, installed first, keeps them away.
lock:
	uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate requirements.in \
	  | grep -vE '^(nvidia-|cuda-|triton)' > requirements.txt
	uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv .common-thread

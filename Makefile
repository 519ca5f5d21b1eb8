# Each target sets itself up on a fresh machine: all it takes is Python 3.11 or later and make.
SHELL := /bin/bash
VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_OPTIONS ?=

.PHONY: help demo serve test check bench wheel clean
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.stamp ## build the sample workshop into dist/
	$(BIN)/slidegen build content --out dist
	@echo "Open dist/index.html, or see it live: make serve"

serve: $(VENV)/.stamp ## show the sample workshop live
	$(BIN)/slidegen serve content --open

test: $(VENV)/.stamp ## run the tests
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

check: $(VENV)/.stamp ## style, types and the import order
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.stamp ## measure, and print the ratios that we promise
	$(BIN)/python -m bench

wheel: $(VENV)/.stamp ## build the wheel and the sdist into build/
	$(BIN)/python -m build -o build/

clean: ## remove what was built
	rm -rf dist build .slidegen .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The first Python that is new enough makes the environment. A new pip, since groups came with 25.1.
$(VENV)/.stamp: pyproject.toml
	@set -e; for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  command -v $$python >/dev/null || continue; \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || continue; \
	  test -x $(BIN)/python || $$python -m venv $(VENV); exit 0; \
	done; echo "slidegen needs Python 3.11 or later; set PYTHON to one" >&2; exit 1
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[browser,fonts,run,lsp,share,schemas]' --group test --group check --group build
	@touch $@

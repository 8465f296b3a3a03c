# Two commands set everything up on a fresh clone:
#   make run [PORT=8000]   serve the site on 127.0.0.1
#   make test              lint, types and every test
# Both are quick the second time: a step runs again only when its inputs changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: help setup data run test lint test-lowest bench vendor lock clean

help:
	@sed -n 's/^# \{0,1\}//;1,4p' Makefile
	@echo "Also: setup data lint test-lowest bench vendor lock clean"

$(STAMPS)/venv: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "geo_zs needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: $(STAMPS)/venv requirements/dev.txt
	$(BIN)/python -m pip install --quiet -r requirements/dev.txt
	@touch $@

setup: $(STAMPS)/venv

data: setup
	$(BIN)/geo-zs data build

run: data
	$(BIN)/geo-zs register init
	$(BIN)/geo-zs serve --host 127.0.0.1 --port $(PORT)

lint: $(STAMPS)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint data
	tools/install_chromium.sh
	tools/install_postgis.sh
	tools/install_node_checkers.sh $(BIN)
	GEO_ZS_REQUIRE=browser,postgis,gdal,node tools/with_postgis.sh $(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term $(PYTEST_ARGS)

# The same tests with the oldest versions that pyproject.toml admits.
test-lowest: data
	tools/install_chromium.sh
	test -x .venv-lowest/bin/python || $(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet -r requirements/lowest.txt
	.venv-lowest/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	tools/install_postgis.sh
	tools/install_node_checkers.sh .venv-lowest/bin
	GEO_ZS_REQUIRE=browser,postgis,gdal,node tools/with_postgis.sh .venv-lowest/bin/python -m pytest -n auto --dist loadgroup $(PYTEST_ARGS)

bench: $(STAMPS)/dev data
	$(BIN)/python -m pip install --quiet -r requirements/bench.txt
# pygeoapi brings a package called tests, which would hide ours.
	$(BIN)/python -c 'import shutil, sysconfig; shutil.rmtree(sysconfig.get_paths()["purelib"] + "/tests", ignore_errors=True)'
	$(BIN)/python -m benchmarks

# Fetch the browser libraries again from the registry, after editing package.json.
vendor: $(STAMPS)/dev
	npm ci --ignore-scripts
	$(BIN)/python tools/vendor_webassets.py node_modules webapp/static/vendor
	$(BIN)/python tools/vendor_fonts.py node_modules geo_zs/reports/fonts

# Pin all requirements again, after editing pyproject.toml or requirements/*.in.
lock:
	tools/lock_requirements.sh

clean:
	rm -rf $(VENV) .venv-lowest $(STAMPS) node_modules tests/node/node_modules dist build

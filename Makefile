# make run    set everything up and start the bot
# make test   set everything up and run the tests
# make check  lint, types, layers, documents and lessons
# make help   the rest

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test crash-test crash-test-many image-test check audit format lock docs bench eval clean
.DEFAULT_GOAL := help

help:  ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

run: .venv/installed  ## start the bot and its page
	@# In a group of its own, Ctrl-C reaches the bot alone: it stops cleanly, and make says nothing.
	@if [ -t 0 ]; then set -m; fi; $(BIN)/homeroom run

test: .venv/installed-dev  ## run the tests
	$(BIN)/python -m pytest -n 4 --dist worksteal

crash-test: .venv/installed-dev  ## kill the bot 300 times, and count its posts
	$(BIN)/python -m tests.crash $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

image-test: .venv/installed-dev  ## build the container's image without Docker, and run it
	@# Root leaves nothing in the tree that others could not take away.
	HOMEROOM_TEST_IMAGE=required PYTHONDONTWRITEBYTECODE=1 $(BIN)/python -m pytest -n 0 -p no:cacheprovider tests/image

crash-test-many: .venv/installed-dev  ## kill, halt and cut off many processes on PostgreSQL
	$(BIN)/python -m tests.crash.many $(if $(DAYS),--days $(DAYS)) $(if $(SEED),--seed $(SEED))

check: .venv/installed-dev  ## lint, types, layers, documents and lessons
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check
	$(BIN)/homeroom check lessons

audit: .venv/installed-dev  ## look the dependencies up among known vulnerabilities
	@$(BIN)/python .ci/audit.py

format: .venv/installed-dev  ## put the code in its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/installed-dev  ## write the generated pages anew
	$(BIN)/python docs/generate.py

bench: .venv/installed-dev  ## run every benchmark, a ratio each
	@for f in benchmarks/bench_*.py; do echo "== $$f"; $(BIN)/python -m benchmarks.$$(basename $$f .py) || exit 1; done

eval: .venv/installed-dev  ## how often the right term and answer is found
	@$(BIN)/python -m benchmarks.finding $(if $(SPLIT),--split $(SPLIT)) $(if $(MISSES),--misses $(MISSES)) \
	    $(if $(MODEL),--model $(MODEL))

lock:  ## resolve the dependencies anew (needs uv on the PATH)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --group pyproject.toml:build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links -c requirements.lock \
	    --group pyproject.toml:build --group pyproject.toml:dev --extra semantic pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links -c requirements.lock \
	    --group pyproject.toml:build --extra semantic pyproject.toml -o requirements-semantic.lock

clean:  ## remove what make made
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Homeroom needs Python 3.11 or newer; none was found. Install it, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "The virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/installed: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installing what Homeroom needs (once, a minute or so) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	@echo "Installing what its tests need ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

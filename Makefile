# Every command a person needs. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTHON ?= python3
CODE := surveys messaging analysis voice_app
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

# What is installed is what the stamp says: a changed list of requirements installs again.
$(VENV)/core.stamp: requirements/core.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@scripts/install requirements/core.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/core.stamp
	@scripts/install requirements/dev.txt
	@touch $@

.PHONY: setup
setup: $(VENV)/core.stamp words ## install what the product needs into .venv

.PHONY: run
run: setup ## serve the demonstration council (PORT=8000)
	@VOICE_PRACTICE=1 VOICE_PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/voice demo
	@VOICE_PRACTICE=1 VOICE_PUBLIC_URL=http://127.0.0.1:$(PORT) $(BIN)/voice serve --port $(PORT)

.PHONY: worker
worker: setup ## one more worker beside a running service
	@$(BIN)/voice worker

.PHONY: test
test: $(VENV)/dev.stamp words browser ## every test, on SQLite and PostgreSQL, browser included
	@$(BIN)/pytest -n 2 --dist loadgroup
	@$(BIN)/pytest -n 2 --dist loadgroup --database=postgresql $(SHELL_TESTS)

# What is on paper is the same whichever database it came from.
SHELL_TESTS := tests/services tests/hooks tests/jobs tests/conversations --ignore tests/jobs/test_brief_pdf.py

.PHONY: browser
browser: ## install the browser and fonts that the browser tests need
	@scripts/install-browser

.PHONY: check
check: lint types layers templates catalogues ## style, types, layers, templates, words

.PHONY: lint
lint: $(VENV)/dev.stamp ## style, spelling, dependencies, sizes
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/codespell
	@$(BIN)/deptry .
	@scripts/longest-modules

.PHONY: types
types: $(VENV)/dev.stamp ## mypy, strict
	@$(BIN)/mypy

.PHONY: layers
layers: $(VENV)/dev.stamp ## who may import whom
	@$(BIN)/lint-imports --no-cache

.PHONY: templates
templates: $(VENV)/dev.stamp ## the pages' templates
	@$(BIN)/djlint --lint --quiet voice_app/web/templates

.PHONY: words
words: $(VENV)/core.stamp ## compile the catalogues of our own phrases
	@scripts/catalogues compile

.PHONY: catalogues
catalogues: $(VENV)/dev.stamp ## are the catalogues up to date with the words in the code?
	@scripts/catalogues check

.PHONY: extract
extract: $(VENV)/core.stamp ## take new words from the code into the catalogues
	@scripts/catalogues update

.PHONY: migrations
migrations: $(VENV)/core.stamp ## write a migration for what changed in the tables (MESSAGE=...)
	@VOICE_PRACTICE=1 $(BIN)/flask --app wsgi db migrate -m "$(MESSAGE)"

.PHONY: lock
lock: ## pin the requirements again (needs uv)
	@uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header \
	  --extra notify --extra postgres --extra pdf pyproject.toml -o requirements/core.txt
	@uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header \
	  --extra notify --extra postgres --extra pdf --extra learning --extra dev pyproject.toml -o requirements/dev.txt

.PHONY: model
model: $(VENV)/dev.stamp ## make the shipped models from the written corpus, and their card
	@$(BIN)/python -m analysis.learning make

.PHONY: card
card: $(VENV)/dev.stamp ## measure the shipped models again: every figure of their card
	@$(BIN)/python -m analysis.learning card

.PHONY: bench
bench: $(VENV)/dev.stamp words ## how fast: turns, texts, tags; pages and briefs at a million answers
	@$(BIN)/python -m bench
	@$(BIN)/python -W ignore::UserWarning -m bench.reading

.PHONY: ci
ci: check test ## what continuous integration runs

.PHONY: clean
clean: ## remove what was installed and made (the demonstration too)
	@rm -rf $(VENV) instance .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info

# Nacre. `make` alone prints this list.
SHELL := /bin/sh
PORT ?= 8000
only ?=
marks ?=
BIN := .venv/bin
# Written once, read at each start: without it a start takes more than twice as long.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo run test check fix bench html shape patterns browser env env-dev

help: ## print this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: env ## set everything up on a fresh machine, seed five communities, serve them (PORT=8000)
	$(BIN)/nacre demo --port $(PORT)

run: env ## site and worker on what is there (PORT=8000)
	$(BIN)/nacre serve --port $(PORT)

test: env-dev browser ## set everything up, a browser included, and run every test (only=members marks=database)
	$(BIN)/python -m pytest $(if $(only),tests/$(only),tests) $(if $(marks),-m "$(marks)") -n auto --dist loadgroup

check: env-dev ## format, lint, types, contracts, migrations, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djhtml --check --tabwidth 2 nacre bespoke > /dev/null
	$(BIN)/codespell nacre bespoke tests docs README.md
	$(BIN)/lint-imports
	NACRE_HOME=$$(mktemp -d) NACRE_DEMO=1 $(BIN)/nacre makemigrations --check --dry-run
	$(BIN)/mypy nacre bespoke

fix: env-dev ## what can be fixed by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 nacre bespoke

bench: env-dev ## benchmarks beside a bare Django view and a plain Django page; writes bench/RESULTS.md
	$(BIN)/python -m bench.run

html: env-dev ## the HTML of a running demonstration, by the Nu checker; needs Java (PORT=8000)
	sh deploy/get-nu.sh
	$(BIN)/python -m tests.nu --port $(PORT)

shape: ## the ten largest files of each kind
	@for kind in py html css js; do echo "$$kind"; git ls-files "nacre/*.$$kind" "tests/*.$$kind" | grep -v migrations | xargs -r wc -l | grep -v total | sort -rn | head -n 10; done

patterns: ## where the living pattern page is
	@echo "make demo, sign in as the operator at /demo/, open /patterns/ on any community"

# --- set-up: each step is skipped when its input has not changed ---------------------------------
env: .venv/.installed node_modules/.installed
env-dev: .venv/.installed-dev node_modules/.installed

.venv/.uv:
	sh deploy/make-venv.sh
	touch $@

.venv/.installed: .venv/.uv requirements/core.txt pyproject.toml
	test -f .venv/.installed-dev || $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/core.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

.venv/.installed-dev: .venv/.uv requirements/dev.txt pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@ .venv/.installed

node_modules/.installed: .venv/.uv package.json package-lock.json requirements/node.txt
	sh deploy/get-npm-packages.sh

browser: ## (a part of test) a system Chromium, installed where root may and none is there
	@sh deploy/find-browser.sh

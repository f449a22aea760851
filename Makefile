# The site's commands. `make run` and `make test` need nothing but python3 (3.11 or later, with
# venv) and make; the first one sets up the rest.

PORT ?= 8000
PYTHON = .venv/bin/python
MANAGE = READOUT_DEBUG=true $(PYTHON) manage.py
STAMP = .venv/installed

.PHONY: run test soak bench lint format lock setup
.DEFAULT_GOAL := help

help:
	@echo "make run     serve the site with demonstration content (PORT=8000)"
	@echo "make test    lint, then the suite on each database and in a browser"
	@echo "make soak    the suite at its large sizes"
	@echo "make bench   print speed"
	@echo "make lint    check format, types, templates and imports"
	@echo "make format  put code and templates in form"
	@echo "make lock    resolve requirements.txt anew from pyproject.toml"

setup: $(STAMP)

$(STAMP): requirements.txt
	@python3 -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or later is needed.")'
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

run: $(STAMP)
	@$(MANAGE) migrate --verbosity 0
	@echo "The site:   http://127.0.0.1:$(PORT)/"
	@echo "The admin:  http://127.0.0.1:$(PORT)/admin/"
	@$(MANAGE) demo
	@READOUT_DEBUG=true .venv/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
		--blocking-threads 8 --log-level warning config.wsgi:application

test: lint
	@$(PYTHON) -m tests

soak: $(STAMP)
	@READOUT_TEST_SIZE=soak $(PYTHON) -m tests

bench: $(STAMP)
	@$(PYTHON) -m tests.bench

lint: $(STAMP)
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@READOUT_DEBUG=true .venv/bin/mypy
	@find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	@.venv/bin/lint-imports --no-logo --no-cache

format: $(STAMP)
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

lock: $(STAMP)
	@.venv/bin/uv pip compile pyproject.toml --group dev --all-extras --python-version 3.11 \
		--universal --generate-hashes --no-emit-index-url --no-header --quiet \
		--output-file requirements.txt

# Huiyin. `make` prints what can be done here.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench docs

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## make .venv from the hashed lock (PYTHON=python3.12 chooses another Python)
	@$(PYTHON) scripts/install.py

demo: install ## build the demonstration and serve it on http://127.0.0.1:8000 (PORT= changes it)
	@exec $(VENV) -m scripts.demo --port $(PORT)

test: install ## run everything that CI runs: lint, contracts, both databases, browser journeys
	@exec $(VENV) -m scripts.check

check: install ## run the quick part of `test`: no browser, no server, SQLite only
	@exec $(VENV) -m scripts.check --quick

bench: install ## measure one figure: make bench NAME=pages (without NAME: list them)
	@exec $(VENV) -m bench $(NAME) $(ARGS)

docs: install ## write the pages that are generated from the code: docs/procedures/*.md
	@exec $(VENV) manage.py procedures

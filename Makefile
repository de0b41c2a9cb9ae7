# Two commands do everything on a fresh machine: `make site` and `make test`. Both install what they need.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
OUTSIDE := .cache/outside
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-full nu bench lint pictures lock clean

help: ## what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

site: $(VENV)/.site ## build the whole site into site/
	$(BIN)/eigentaal build
	@echo "Next: make serve, and open the address it names."

serve: $(VENV)/.site ## look at the site while editing
	$(BIN)/eigentaal serve

check: $(VENV)/.site ## name every problem of the content
	$(BIN)/eigentaal check

test: $(VENV)/.test $(VENV)/.browser $(OUTSIDE)/.installed nu lint ## run the tests
	$(BIN)/pytest -n auto --dist loadgroup -m "not full"
	@echo "Next: make check looks at the content; make test-full runs the large corpora too."

test-full: $(VENV)/.test $(VENV)/.browser $(OUTSIDE)/.installed nu lint ## run the tests with the large corpora
	TEST_BROWSER=chromium $(BIN)/pytest -n auto --dist loadgroup --hypothesis-profile=searching

lint: $(VENV)/.test
	$(BIN)/ruff check scripts tests benchmarks
	$(BIN)/ruff format --check scripts tests benchmarks
	$(BIN)/mypy

nu: ## fetch the Nu checker of HTML, where Node and Java are; the tests say it when it wasn't tried
	@if [ -d tests/nu/node_modules/vnu-jar ]; then :; \
	elif command -v npm >/dev/null && command -v java >/dev/null; then \
	  echo "Fetching the Nu checker…"; npm ci --prefix tests/nu --silent --no-audit --no-fund || echo "NOT TRIED: the Nu checker could not be fetched."; \
	else echo "NOT TRIED: the Nu checker, for there is no Node or no Java here (optional)."; fi

bench: $(VENV)/.bench $(OUTSIDE)/.installed ## measure speed and weight beside Hugo and Material (half an hour)
	$(BIN)/python benchmarks/run.py $(BENCH)
	$(BIN)/python benchmarks/checks.py $(filter --write,$(BENCH))
	$(BIN)/python benchmarks/embed.py

LOCK := uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-annotate --no-header
LOCKED := requirements.txt requirements-test.txt tests/outside.txt

pictures: $(VENV)/.test $(VENV)/.browser ## make the pictures of the handbook anew
	$(BIN)/python tests/handbook_pictures.py

lock: ## renew the locked requirements (needs uv)
	$(LOCK) pyproject.toml --extra build -o requirements.txt
	$(LOCK) pyproject.toml --extra build --extra test -c requirements.txt -o requirements-test.txt
	$(LOCK) tests/outside.in -o tests/outside.txt
	sed -i '1i # Locked with hashes, for every platform with Python 3.11 or newer. Made by: make lock' $(LOCKED)

clean: ## remove everything that was made
	rm -rf site .site.* .cache $(VENV)

# -- installing: what a step needs is remembered in a file of its name -------------------------------------------------

$(VENV)/bin/python:
	@python3 -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory apt PACKAGES=python3-venv
	python3 -m venv $(VENV)

$(VENV)/.site: $(VENV)/bin/python requirements.txt pyproject.toml
	@echo "Installing the libraries (about a minute the first time)…"
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.txt
	@echo "Installing what the tests need…"
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.site benchmarks/requirements.txt
	@echo "Installing what is measured beside it…"
	$(BIN)/pip install --quiet --require-hashes -r benchmarks/requirements.txt
	@touch $@

# What others make, that tests read our files with, in an environment of its own.
$(OUTSIDE)/.installed: tests/outside.txt | $(VENV)/bin/python
	python3 -m venv $(OUTSIDE)
	$(OUTSIDE)/bin/pip install --quiet --require-hashes -r $<
	@touch $@

# Playwright brings a Node along that asks for libatomic, which a bare Debian lacks.
$(VENV)/.browser: $(VENV)/.test
	@command -v chromium >/dev/null && $(BIN)/playwright --version >/dev/null 2>&1 && \
	  fc-list 2>/dev/null | grep -qi roboto && fc-list | grep -qi 'noto naskh arabic' || \
	  $(MAKE) --no-print-directory apt PACKAGES="chromium libatomic1 fontconfig fonts-roboto-unhinted fonts-noto-core"
	@command -v chromium-headless-shell >/dev/null || $(MAKE) --no-print-directory apt PACKAGES=chromium-headless-shell || \
	  echo "Not to be had here: chromium-headless-shell. The tests use the whole Chromium, and take half as long again."
	@test -x /usr/sbin/apache2 || $(MAKE) --no-print-directory apt PACKAGES=apache2-bin || \
	  echo "Not to be had here: apache2-bin, a server that doesn't start by itself. What Apache sends is not tried."
	@touch $@

.PHONY: apt
apt:
	@echo "Installing $(PACKAGES) (Debian packages)…"
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null

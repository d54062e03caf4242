# Everything a person runs. Each command sets up what it needs, on a fresh Debian 12 with Python 3.11.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= $(or $(STREAMLIT_SERVER_PORT),8501)

.PHONY: run test check bench bench-load record boundaries clean
run: $(VENV)/run.stamp             ## serve the dashboard on http://127.0.0.1:8501
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: check                        ## everything: checks, all tests, a real browser
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m pytest tests/browser -n 2 --dist loadfile

check: $(VENV)/dev.stamp           ## the quick round: lint, types, the record, tests without a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m loaders.check
	$(BIN)/python -m pytest --ignore=tests/browser -n auto --maxprocesses 4 --dist loadfile

bench: $(VENV)/dev.stamp           ## speed, weight and memory beside other frameworks, in one run (BENCH="--rounds 1" is quick)
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m benchmarks $(BENCH)

bench-load: $(VENV)/dev.stamp      ## 50, 100 and 200 readers at once, beside a bare page (BENCH="--readers 50")
	$(BIN)/python -m benchmarks.load $(BENCH)

record: $(VENV)/dev.stamp          ## rewrite the tables in canonical form, then check them
	$(BIN)/python -m loaders.canonical
	$(BIN)/python -m loaders.check

boundaries: $(VENV)/dev.stamp      ## make the country outlines anew from the public package
	$(BIN)/python scripts/make_boundaries.py

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || scripts/install_debian python3-venv
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV)

# Everything a person runs. Each command sets up what it needs, on a fresh Debian 12 with Python 3.11.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= $(or $(STREAMLIT_SERVER_PORT),8501)
PIP    := -m pip install --quiet --disable-pip-version-check --require-hashes
ifdef WHEELHOUSE
PIP    += --no-index --find-links $(WHEELHOUSE)
endif
TOOLS  := .venv-tools/bin
WORKERS ?= $(shell expr $$(nproc) + 1)# a fifth of the time a test waits for a server
unexport PYTHONDONTWRITEBYTECODE# or each of the many processes of a run would compile all that it imports anew
COMPILE := $(TOOLS)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)

.PHONY: run test tools check lint units data frozen types bench bench-load bench-stage soak record boundaries messages fonts pictures office lock licences audit sbom schemas wheelhouse clean
run: $(VENV)/run.stamp             ## serve the dashboard on http://127.0.0.1:8501
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test:                              ## everything: checks, all tests, a real browser
	$(MAKE) --no-print-directory --jobs 3 tools lint types data DATA_WORKERS=2
	$(MAKE) --no-print-directory units
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m pytest tests/browser -n $$(nproc) --dist worksteal

tools:                             ## what the tests run beside Python: a browser, nginx, R, systemd
	scripts/test_tools

check:                             ## the quick round: lint, types, the record, tests without a browser
	$(MAKE) --no-print-directory --jobs 2 lint types data units DATA_WORKERS=1

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m loaders.check

units: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --ignore=tests/browser -n $(WORKERS) --dist worksteal

data: $(VENV)/dev.stamp            ## the tests of the record as it stands; all others run on the frozen one
	HARD_CURRENCY_DATA=$(CURDIR)/data $(BIN)/python -m pytest tests/data -n $(or $(DATA_WORKERS),$(WORKERS)) --dist worksteal

frozen: $(VENV)/dev.stamp          ## cut the record of today to the small one that the other tests run on, and take its talks
	$(BIN)/python -m scripts.make_frozen

types: $(VENV)/dev.stamp
	$(BIN)/mypy
	$(BIN)/deptry . --config scripts/deptry.toml

bench: $(VENV)/dev.stamp           ## speed, weight and memory beside other frameworks, in one run (BENCH="--rounds 1" is quick)
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m benchmarks $(BENCH)

bench-load: $(VENV)/dev.stamp      ## 50, 100 and 200 readers at once, beside a bare page (BENCH="--readers 50")
	$(BIN)/python -m benchmarks.load $(BENCH)

bench-stage: $(VENV)/dev.stamp     ## how long a talk takes to be drawn and a slide to change
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m benchmarks.stage $(BENCH)

soak: $(VENV)/dev.stamp            ## 500 sessions without growth, dropped sockets, a kill; takes minutes (SOAK="--sessions 50")
	$(BIN)/python -m benchmarks.soak $(SOAK)

record: $(VENV)/dev.stamp          ## write the descriptor from columns.yaml and tables.yaml, the tables in canonical form, and check them
	$(BIN)/python -m scripts.make_descriptor
	$(BIN)/python -m loaders.canonical
	$(BIN)/python -m loaders.check

boundaries: $(VENV)/dev.stamp      ## make the country outlines anew from the public package
	$(BIN)/python scripts/make_boundaries.py

messages: $(VENV)/dev.stamp       ## gather all messages anew, for who translates them, after a sentence was changed
	$(BIN)/python -m scripts.messages

fonts: $(VENV)/dev.stamp           ## cut Noto Sans CJK (Debian: fonts-noto-cjk) to the letters that we show
	$(BIN)/python -m scripts.make_fonts

pictures: $(VENV)/dev.stamp        ## take the pictures of the README from the running dashboard, light and dark
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m scripts.make_pictures

office: $(VENV)/dev.stamp          ## open every kind of file that a reader takes away in LibreOffice; pictures in office/, takes ten minutes
	command -v soffice pdftoppm >/dev/null || scripts/install_debian libreoffice-impress libreoffice-calc poppler-utils
	chromium="$$(scripts/find_chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m scripts.make_office $(VIEWS)

lock: .venv-tools/stamp            ## write the locks anew from requirements*.txt (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) requirements.txt -o requirements.lock
	$(COMPILE) -c requirements.lock requirements-extras.txt -o requirements-extras.lock
	$(COMPILE) -c requirements-extras.lock --no-emit-package httpx2-jsfetch requirements-dev.txt -o requirements-dev.lock
	$(COMPILE) requirements-tools.txt -o requirements-tools.lock

licences: $(VENV)/dev.stamp        ## write down the licences of what the locks name
	$(BIN)/python -m scripts.licences

audit: .venv-tools/stamp           ## known vulnerabilities of what the locks name; needs the network
	PATH="$(TOOLS):$$PATH" scripts/audit requirements.lock requirements-extras.lock requirements-dev.lock

sbom: .venv-tools/stamp            ## what runs, as CycloneDX, in sbom.json
	$(TOOLS)/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml -o sbom.json requirements.lock

schemas: .venv-tools/stamp         ## what the tests check deploy/kubernetes against, anew from the public package
	$(TOOLS)/python scripts/make_schemas.py

wheelhouse: $(VENV)/run.stamp      ## what `make run WHEELHOUSE=wheelhouse` installs where there is no network
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: -d wheelhouse -r requirements.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || scripts/install_debian python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	$(BIN)/python $(PIP) -r requirements.lock
	touch $@

# The lock of the tests holds all of requirements.lock, in the same versions. What they import is compiled when they do.
$(VENV)/dev.stamp: requirements-dev.lock | $(BIN)/python
	$(BIN)/python $(PIP) --no-compile -r requirements-dev.lock
	touch $@

.venv-tools/stamp: $(VENV)/run.stamp requirements-tools.lock
	test -x $(TOOLS)/python || $(PYTHON) -m venv .venv-tools
	$(TOOLS)/python $(PIP) -r requirements-tools.lock
	touch $@

clean:
	rm -rf $(VENV) .venv-tools wheelhouse sbom.json

# The commands of Vakblad. Each makes what it needs when it is missing and says what it is doing.
# HOST= and PORT= move `make run`; PYTHON= names an interpreter; ARGS= goes to pytest.

VENV ?= .venv
PY := $(VENV)/bin/python
export VENV PYTHON
export PYTHONPATH := site

.DEFAULT_GOAL := help
.PHONY: help run seed test lint browser bench messages fonts lock lock-check environment environment-dev environment-bench

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: environment ## run the magazine on this machine: http://localhost:8000 (PORT=, HOST=, SAMPLES=none)
	@exec $(PY) -m ops.run --samples $(or $(SAMPLES),played)

seed: environment ## play the sample content, with a server of its own, and stop (SIZE=large adds ten years of it)
	@$(PY) -m ops.run --samples only
	$(if $(filter large,$(SIZE)),@$(PY) manage.py seed_archive)

test: environment-dev ## all tests but those that need a browser
	@$(PY) -m ops.catalogue
	$(PY) -m pytest -n $(or $(JOBS),2) -m "not browser" $(ARGS)

browser: environment-dev ## the tests that drive Debian's chromium
	@command -v chromium >/dev/null || { echo "The browser tests need Debian's package: apt install chromium" >&2; exit 1; }
	@$(PY) -m ops.catalogue
	$(PY) -m pytest -m browser tests/browser $(ARGS)

lint: environment-dev ## format, style, types, who imports whom, templates, migrations, settings, Dutch
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --lint --quiet templates
	@$(PY) -m ops.catalogue
	$(PY) -m ops.check_settings
	$(PY) -m ops.check_messages

bench: environment-bench ## print the figures of docs/benchmarks.md (BENCH=name for one of them)
	@for script in benchmarks/$(or $(BENCH),[a-z]*).py; do \
		echo "== $$script"; PYTHONPATH=site:. $(PY) $$script $(ARGS) || exit 1; done

messages: environment-dev ## write new texts into locale/ for translation (needs Debian's gettext)
	@command -v xgettext >/dev/null || { echo "make messages needs Debian's package: apt install gettext" >&2; exit 1; }
	$(PY) manage.py makemessages --locale nl --extension html,txt,py --add-location file --no-wrap --no-obsolete \
		--ignore 'benchmarks/*' --ignore 'docs/*' --ignore 'ops/*' --ignore 'tests/*' --ignore 'var/*' --ignore '*.venv*' --ignore 'requirements*.txt'
	@$(PY) -m ops.catalogue
	-@$(PY) -m ops.check_messages

fonts: environment-dev ## cut the fonts anew (the results are committed)
	$(PY) -m ops.fonts

lock: environment-dev ## resolve pyproject.toml into the lock files
	sh ops/lock.sh .

lock-check: environment-dev ## check that the lock files fit pyproject.toml and Python 3.11, 3.12 and 3.13
	sh ops/lock_check.sh

environment:
	@sh ops/environment.sh run

environment-dev:
	@sh ops/environment.sh dev

environment-bench: environment-dev
	@sh ops/environment.sh bench

# What can be done here. `make run` is all that a newcomer needs; bin/setup makes .venv for each.
PY := .venv/bin/python
# One more than two cores: many tests wait for a browser, a worker or the database.
PARALLEL := -n 3 --dist worksteal
TEMPLATES := $(wildcard hiring rubrics candidates)

.PHONY: run test test-content test-installation test-full check bench lock messages clean

run:  ## the whole product in one terminal; Ctrl-C stops it
	@bin/setup $(if $(DEMO_CALENDAR),dev,run)
	@exec $(PY) -m hiring.runtime.run

# A run starts Python a hundred times: what it compiles is kept, whatever the shell says.
test test-content test-installation test-full: export PYTHONDONTWRITEBYTECODE =

test:  ## all behavior, at reduced counts; what fails is run once more and listed
	@bin/setup test
	@$(PY) -m pytest $(PARALLEL) --reruns 1 --durations=20 --junit-xml=test-artifacts/test.xml \
	  --ignore=tests/rubrics/content --ignore=tests/installation

test-content:  ## what the catalog says: puzzles, take-homes, programs and deep dives, checked again
	@bin/setup test
	@$(PY) -m pytest -n 2 --dist worksteal --reruns 1 tests/rubrics/content

test-installation:  ## whole installations: their own PostgreSQL, make run, workers that are killed
	@bin/setup test
	@$(PY) -m pytest -n 2 --dist worksteal --reruns 1 tests/installation

test-full:  ## everything at the stated counts
	@bin/setup test
	@HYPOTHESIS_PROFILE=full $(PY) -m pytest $(PARALLEL)

check:  ## everything that can be known without running the product
	@bin/setup dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint --quiet --lint $(TEMPLATES)
	$(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(PY) manage.py spectacular --fail-on-warn --file /dev/null
	BASE_URL=https://hiring.example $(PY) manage.py check --deploy --fail-level WARNING

bench:  ## print the measured jobs and write benchmarks/results.json
	@bin/setup dev
	@$(PY) -m benchmarks

lock:  ## compile requirements*.in anew, for every platform; UPGRADE=--upgrade takes newer releases
	@bin/setup dev
	@command -v uv >/dev/null || .venv/bin/uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet uv
	@for name in requirements requirements-dev; do \
	  PATH=$$PATH:.venv/bin uv pip compile --quiet --universal --python-version 3.11 $(UPGRADE) \
	    --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	    $$name.in --output-file $$name.txt || exit; \
	done

messages:  ## collect the texts to translate (needs gettext)
	@bin/setup dev
	@$(PY) manage.py makemessages --all --ignore '.*'

clean:  ## remove what can be made again; .hiring, with the data, stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-artifacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

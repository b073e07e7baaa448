# `make demo` and `make test` are all a newcomer needs. Everything installed lands in .venv.
# A variable after the target reaches the program: make demo PORT=9000

.DEFAULT_GOAL := help
.PHONY: help demo test bench lint lock clean

PYTHON_IN_VENV := .venv/bin/python

help:
	@echo "make demo    a running helpdesk with sample data; Ctrl-C stops it (PORT, HELPDESK_HOME)"
	@echo "make test    the tests, without browser and slow journeys (ARGS='-k mail')"
	@echo "make bench   requests per second beside the floor (ARGS)"
	@echo "make lint    ruff, mypy, import-linter, djlint"
	@echo "make lock    write the lock files anew from pyproject.toml (UPGRADE=1)"
	@echo "make clean   remove .venv and caches; the data in HELPDESK_HOME stays"

demo:
	@.ci/environment requirements.lock
	@exec $(PYTHON_IN_VENV) .ci/foreground.py $(PYTHON_IN_VENV) manage.py demo

test:
	@.ci/environment requirements-dev.lock
	$(PYTHON_IN_VENV) -m pytest -n auto $(ARGS)

bench:
	@.ci/environment requirements.lock
	@exec $(PYTHON_IN_VENV) .ci/foreground.py $(PYTHON_IN_VENV) manage.py bench $(ARGS)

# mypy reads the models through the settings, which in production ask for secrets.
lint: export HELPDESK_MODE := test
lint:
	@.ci/environment requirements-dev.lock
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .
	$(PYTHON_IN_VENV) -m mypy .
	$(PYTHON_IN_VENV) .ci/rooms.py
	$(PYTHON_IN_VENV) -m djlint templates --lint --quiet

lock:
	@.ci/lock

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis staticfiles
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The work is done by labs.py, which runs without make too: `python labs.py lab`.
PYTHON ?= $(shell for p in python3 python python3.13 python3.12 python3.11; do \
	$$p -c "" >/dev/null 2>&1 && echo $$p && break; done)
MISSING = echo "The Training Labs need Python 3.11, 3.12 or 3.13, and no Python was found: install one from python.org, then try again." >&2; exit 1;
LABS = $(if $(PYTHON),$(PYTHON) labs.py,$(MISSING))

.PHONY: help lab test notebooks claims reference browse bench format lint class-copy site wheelhouse clean
help: ; @echo "make lab: open JupyterLab on your labs.  make test: run every test.  More: see Makefile."
lab: ; @$(LABS) lab
test: ; @$(LABS) test
notebooks: ; @$(LABS) python -m tools.notebooks $(LAB)
claims: ; @$(LABS) python -m tools.claims $(LAB) $(if $(SEEDS),--seeds $(SEEDS))
browse: ; @LABS_DEV=1 LABS_BROWSE="$(or $(LAB),all)" $(LABS) test -v teacher/tests/test_browser.py
reference: ; @$(LABS) python -m tools.reference
bench: ; @for name in frameworks fit sweep limits; do $(LABS) python benchmarks/$$name.py || exit 1; done
format: ; @LABS_DEV=1 $(LABS) python -m ruff format . && $(LABS) python -m ruff check --fix .
lint: ; @LABS_DEV=1 $(LABS) python -m ruff check . && $(LABS) python -m ruff format --check .
class-copy: ; @$(LABS) python -m tools.class_copy $(TO)
wheelhouse: ; @$(LABS) python -m tools.wheelhouse $(TO)
site: ; @$(LABS) site $(if $(REPOSITORY),--repository $(REPOSITORY))
clean: ; @rm -rf .venv .venv-nbgrader .venv-site build .pytest_cache .ruff_cache labhelpers.egg-info  # never my_labs

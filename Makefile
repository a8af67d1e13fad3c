# `make COMMAND` is `python labs.py COMMAND`; `make` lists the commands. What follows a
# command there is named here: make notebooks LAB=06, make claims LAB=06 SEEDS=0-9,
# make class-copy TO=FOLDER, make check FILE=..., make test ARGS="--quick".
PYTHON ?= $(shell for p in python3 python python3.13 python3.12 python3.11; do \
	$$p -c "" >/dev/null 2>&1 && echo $$p && break; done)
MISSING = echo "The Training Labs need Python 3.11, 3.12 or 3.13, and no Python was found: install one from python.org, then try again." >&2; exit 1;
LABS = $(if $(PYTHON),$(PYTHON) labs.py,$(MISSING))

COMMANDS = lab check grade gradebook selftest class-copy plan hub wheelhouse install start test notebooks \
	claims changes style guides overview site bench browse look lint format bundled-data tuning-table python

.PHONY: help clean $(COMMANDS)
help: ; @$(LABS)
$(COMMANDS): ; @$(LABS) $@ $(LAB) $(FILE) $(TO) $(if $(SEEDS),--seeds $(SEEDS)) \
	$(if $(REPOSITORY),--repository $(REPOSITORY)) $(ARGS)
clean: ; @rm -rf .venv .venv-nbgrader .venv-website .venv-hub build .pytest_cache .ruff_cache labhelpers.egg-info  # never my_labs

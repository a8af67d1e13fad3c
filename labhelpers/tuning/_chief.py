"""The chief of a distributed search: KerasTuner's oracle behind a port.

KerasTuner's tuner becomes a chief when three environment variables say so. What is
added here: a search goes on after its chief has died, whenever that was; a used port is
an error (gRPC would share it); the chief ends as soon as all is done, and says how far
it is.
"""

import functools
import json
import os
import shutil
import threading
import time
from pathlib import Path

from labhelpers.tuning import _tuners
from labhelpers.tuning._addresses import note_chief, port_is_used
from labhelpers.tuning._settings import (
    PROJECT,
    SearchError,
    load_hypermodel,
    write_whole,
)

STRATEGIES = {
    "random": _tuners.RandomSearch,
    "bayesian": _tuners.BayesianOptimization,
    "grid": _tuners.GridSearch,
    "hyperband": _tuners.Hyperband,
}


def serve(settings, folder, host, port):
    """Hand out trials to workers until all have ended.

    Args:
        settings: The search's `Settings`.
        folder: Where it is kept; what is there already counts.
        host: Address at which workers may call.
        port: Its port.

    Raises:
        SearchError: The port is used, or the model cannot be built.
    """
    os.environ.update(
        KERASTUNER_TUNER_ID="chief",
        KERASTUNER_ORACLE_IP=host,
        KERASTUNER_ORACLE_PORT=str(port),
        LABS_SEED=str(settings.seed),
    )
    _write_files_whole()
    tuner = open_search(settings, folder)
    note_chief(folder, host, port)
    servers, failures = _servers_that_share_no_port(), []

    def search():
        try:
            super(_tuners.CompiledTrials, tuner).search(verbose=0)
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=search, daemon=True)
    thread.start()
    _follow(tuner.oracle, thread)
    if failures:
        raise failures[0]
    for server in servers:
        server.stop(grace=1).wait()  # the last answer is on its way


def open_search(settings, folder):
    """Return the tuner of a search, begun or not.

    Trials that were under way when the last chief ended are the first to be given out.

    Args:
        settings: The search's `Settings`.
        folder: Where it is kept.

    Raises:
        SearchError: The model cannot be built.
    """
    project = Path(folder, PROJECT)
    begun = (project / "oracle.json").exists()
    # A tuner reloads the oracle if its own file, which holds nothing, is there.
    own_files = [project / "chief.json", project / "tuner0.json"]
    if begun:
        _forget_trials_not_given_out(project)
        for file in own_files:
            write_whole(file, "{}")
    tuner = _make_tuner(settings, folder)
    if begun and settings.strategy == "grid":
        _resume_grid(tuner.oracle)
    tuner.oracle.save()
    for file in own_files:  # so that a page can open the search as its own
        write_whole(file, "{}")
    return tuner


def _make_tuner(settings, folder):
    """Return KerasTuner's tuner with the lab's trials."""
    hypermodel = load_hypermodel(settings.hypermodel)
    arguments = {"max_trials": settings.trials}
    if settings.strategy == "hyperband":
        arguments = {"max_epochs": settings.epochs}
    try:
        return STRATEGIES[settings.strategy](
            hypermodel, objective=settings.objective, directory=folder, **arguments
        )
    except Exception as error:
        raise SearchError(
            f"{settings.hypermodel} could not be built or compared by "
            f"{settings.objective}: {type(error).__name__}: {error}"
        ) from error


def _follow(oracle, thread):
    """Say what ends, until all has ended or the thread that serves has."""
    seen, asked = len(oracle.end_order), False
    while thread.is_alive():
        for trial_id in oracle.end_order[seen:]:
            seen += 1
            print(_progress(oracle, oracle.trials[trial_id], seen), flush=True)
        asked = asked or bool(oracle.tuner_ids)
        # A worker leaves the list when it is told that nothing is left.
        if asked and not oracle.tuner_ids and not oracle.ongoing_trials:
            return
        time.sleep(0.1)


def _progress(oracle, trial, number):
    """Return a line on a trial that has ended, the `number`-th to do so."""
    of_all = f" of {oracle.max_trials}" if oracle.max_trials else ""
    line = f"trial {trial.trial_id} {trial.status.lower()}; {number}{of_all} ended"
    scores = [t.score for t in list(oracle.trials.values()) if t.status == "COMPLETED"]
    if trial.status != "COMPLETED":
        return line
    best = (max if oracle.objective.direction == "max" else min)(scores)
    return f"{line}; {oracle.objective.name} {trial.score:.4g}, the best {best:.4g}"


def _write_files_whole():
    """Have KerasTuner's files, in this process, replaced at once, not rewritten."""
    from keras_tuner.engine.trial import Trial

    def save(self, fname):
        text = json.dumps(self.get_state())
        write_whole(fname, text)
        return text

    Trial.__base__.save = save  # of trials, oracles and tuners


def _forget_trials_not_given_out(project):
    """Remove trials that a chief wrote down just before it died.

    The oracle's file is written after them; without it they would count as begun, by
    nobody. The oracle, which has not drawn them, draws the same again.
    """
    oracle = json.loads((project / "oracle.json").read_text(encoding="utf-8"))
    for folder in project.glob("trial_*"):
        if folder.name.removeprefix("trial_") not in oracle["start_order"]:
            shutil.rmtree(folder)


def _resume_grid(oracle):
    """Put together what KerasTuner does not store of a grid: its order, and what next.

    Without it a reloaded grid search ends at once, as if all had been tried.
    """

    def compare(one, other):
        return oracle._compare(one.hyperparameters.values, other.hyperparameters.values)

    for trial in sorted(oracle.trials.values(), key=functools.cmp_to_key(compare)):
        oracle._ordered_ids.insert(trial.trial_id)
    oracle._populate_next.extend(oracle.start_order)


def _servers_that_share_no_port():
    """Have gRPC's servers refuse a used port; return the list of those made."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    import grpc

    make, servers = grpc.server, []

    def server(pool):
        made = make(pool, options=[("grpc.so_reuseport", 0)])
        bind = made.add_insecure_port

        def add_insecure_port(address):
            try:
                return bind(address)
            except RuntimeError:
                raise port_is_used(address) from None

        made.add_insecure_port = add_insecure_port
        servers.append(made)
        return made

    grpc.server = server
    return servers

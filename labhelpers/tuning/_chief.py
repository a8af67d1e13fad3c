"""The chief of a distributed search: KerasTuner's oracle behind a port.

KerasTuner's tuner becomes a chief when three environment variables say so. What is
added here: a search goes on after its chief has died, whenever that was; a used port is
an error (gRPC would share it); the chief ends as soon as all is done, and says how far
it is.
"""

import os
import threading
import time
import warnings
from pathlib import Path

from labhelpers.tuning import _tuners
from labhelpers.tuning._addresses import note_chief, port_is_used
from labhelpers.tuning._resuming import (
    leave_with_workers,
    tidy,
    write_files_whole,
)
from labhelpers.tuning._settings import (
    PROJECT,
    STRATEGIES,
    SearchError,
    load_hypermodel,
    write_whole,
)


def serve(settings, folder, host, port, returning=()):
    """Hand out trials to workers until all have ended.

    Args:
        settings: The search's `Settings`.
        folder: Where it is kept; what is there already counts.
        host: Address at which workers may call.
        port: Its port.
        returning: Names of workers that keep the trials they have not ended.

    Raises:
        SearchError: The port is used, or the model cannot be built.
    """
    os.environ.update(
        KERASTUNER_TUNER_ID="chief",
        KERASTUNER_ORACLE_IP=host,
        KERASTUNER_ORACLE_PORT=str(port),
        LABS_SEED=str(settings.seed),
    )
    write_files_whole()
    warnings.filterwarnings("ignore", module="sklearn")  # of a fit to few scores
    tuner = open_search(settings, folder, returning)
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
    tuner.oracle.save()  # KerasTuner's last one lists its last trial as under way


def open_search(settings, folder, returning=()):
    """Return the tuner of a search, begun or not.

    Trials that were under way when the last chief ended are the first to be given out.

    Args:
        settings: The search's `Settings`.
        folder: Where it is kept.
        returning: Names of workers that keep the trials they have not ended.

    Raises:
        SearchError: The model cannot be built.
    """
    project = Path(folder, PROJECT)
    begun = (project / "oracle.json").exists()
    # A tuner reloads the oracle if its own file, which holds nothing, is there.
    own_files = [project / "chief.json", project / "tuner0.json"]
    if begun:
        ongoing = tidy(project)
        for file in own_files:
            write_whole(file, "{}")
    tuner = _make_tuner(settings, folder)
    if begun:
        leave_with_workers(tuner.oracle, ongoing, returning)
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
        return getattr(_tuners, STRATEGIES[settings.strategy])(
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
            number = len(set(oracle.end_order[:seen]))
            print(_progress(oracle, oracle.trials[trial_id], number), flush=True)
        asked = asked or bool(oracle.tuner_ids)
        # A worker leaves the list when it is told that nothing is left.
        if asked and not oracle.tuner_ids and not oracle.ongoing_trials:
            return
        time.sleep(0.1)


def _progress(oracle, trial, number):
    """Return a line on a trial that has just ended, as the `number`-th."""
    of_all = f" of {oracle.max_trials}" if oracle.max_trials else ""
    line = f"trial {trial.trial_id} {trial.status.lower()}; {number}{of_all} ended"
    if trial.status != "COMPLETED":
        return line
    best = max if oracle.objective.direction == "max" else min
    trials = [t for t in list(oracle.trials.values()) if t.status == "COMPLETED"]
    best = best(each.score for each in trials)
    return f"{line}; {oracle.objective.name} {trial.score:.4g}, the best {best:.4g}"


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

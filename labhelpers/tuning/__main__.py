"""Search with many processes or machines: `python -m labhelpers.tuning COMMAND ...`.

`search` does all of it on this machine. A cluster runs the same with one `chief` and
one `worker` on each machine, in a folder that all of them see. What needs Keras is
imported late, so that a mistake is answered at once.
"""

import sys
import traceback

from labhelpers.tuning import _addresses, _options, _processes, _results
from labhelpers.tuning._settings import SearchError, Settings, load_settings


def main(arguments=None):
    """Parse `arguments`, run the command, and return its exit status."""
    options = _options.parser().parse_args(arguments)
    commands = {"search": search, "chief": chief, "worker": worker}
    try:
        return commands[options.command](options)
    except SearchError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on where it was.", file=sys.stderr)
        return 130
    except Exception:
        traceback.print_exc()
        return _processes.TRY_AGAIN


def search(options):
    """Run chief and workers as processes of this machine; return the exit status."""
    settings = _settings(options)
    settings.require_same_search(options.directory)
    _addresses.require_no_other_chief(options.directory)
    port = options.port if "port" in options else _addresses.free_port()
    _addresses.require_free(_addresses.LOOPBACK, port)
    if not _has_ended(options.directory, settings):
        _processes.end_in_order_on_sigterm()
        commands = _commands(options, settings, port)
        with _processes.Processes(commands, options.restarts, _say) as processes:
            processes.run()
    return _conclude(options.directory, settings)


def chief(options):
    """Serve until all trials have ended; return the exit status."""
    if options.with_parent:
        _processes.end_with_parent()
    settings = _settings(options)
    settings.require_same_search(options.directory)
    _addresses.require_no_other_chief(options.directory)
    _addresses.require_free(options.host, options.port)
    settings.store(options.directory)
    from labhelpers.tuning._chief import serve

    place = options.directory, options.host, options.port
    serve(settings, *place, options.returning)
    return 0 if options.with_parent else _conclude(options.directory, settings)


def worker(options):
    """Train what the chief hands out; return the exit status."""
    host, port = options.chief
    _addresses.call_directly(host)
    if options.with_parent:
        _processes.end_with_parent()
        from labhelpers.tuning import _worker  # noqa: F401  while the chief does so
    _addresses.wait_for_chief(host, port, options.wait)
    settings = load_settings(options.directory)
    from labhelpers.tuning._worker import work

    _addresses.end_without_chief(host, port, options.wait)
    return work(settings, options.directory, host, port, options.id)


def _settings(options):
    names = "strategy trials epochs executions objective hypermodel data seed"
    return Settings(**{name: getattr(options, name) for name in names.split()})


def _commands(options, settings, port):
    """Return the command lines of the children, by name."""
    start = [sys.executable, "-m", "labhelpers.tuning"]
    common = ["--with-parent", "--directory", options.directory]
    described = [f"--{name}={value}" for name, value in vars(settings).items()]
    served = ["--chief", f"{_addresses.LOOPBACK}:{port}", "--wait", "120"]
    workers = [f"worker{number}" for number in range(options.workers)]
    described += [f"--port={port}", f"--returning={' '.join(workers)}"]
    commands = {_processes.CHIEF: [*start, "chief", *common, *described]}
    for name in workers:
        commands[name] = [*start, "worker", *common, *served, "--id", name]
    return commands


def _has_ended(folder, settings):
    """Return whether a search has nothing left to do."""
    trials = _results.stored_trials(folder, settings.objective)
    ended = all(trial["status"] in _results.ENDED for trial in trials)
    return settings.strategy != "hyperband" and ended and len(trials) >= settings.trials


def _conclude(folder, settings):
    """Show the trials and return the exit status: 0 if one of them has a score."""
    trials = _results.stored_trials(folder, settings.objective)
    _say(_results.table(trials, settings.objective))
    if all(trial["score"] is None for trial in trials):
        raise SearchError(
            f"A search needs a trial that ends; all {len(trials)} failed, see above."
        )
    return 0


def _say(line):
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

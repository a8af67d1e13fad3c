"""Let a search of KerasTuner's go on whatever its chief was doing when it died."""

import functools
import json
import shutil

from labhelpers.tuning._settings import write_whole


def write_files_whole():
    """Have KerasTuner replace its files, in this process, and not write into them.

    A chief that is killed while it writes would leave half a file.
    """
    from keras_tuner.engine.trial import Trial

    def save(self, fname):
        text = json.dumps(self.get_state())
        write_whole(fname, text)
        return text

    Trial.__base__.save = save  # of trials, oracles and tuners


def tidy(project):
    """Put the files of a chief that died in order, so that KerasTuner can reload them.

    A trial is written down before the oracle that has drawn it. If the chief died
    between the two, nobody would do that trial: it is removed, and drawn again.
    And the oracle writes down that a trial has ended before it takes it from the list
    of those under way: that trial would be done again.

    Args:
        project: KerasTuner's folder.

    Returns:
        From worker to the trial that it did not end.
    """
    file = project / "oracle.json"
    oracle = json.loads(file.read_text(encoding="utf-8"))
    for folder in project.glob("trial_*"):
        if folder.name.removeprefix("trial_") not in oracle["start_order"]:
            shutil.rmtree(folder)
    oracle["ongoing_trials"] = {
        worker: trial
        for worker, trial in oracle["ongoing_trials"].items()
        if trial not in oracle["end_order"]
    }
    write_whole(file, json.dumps(oracle))
    return oracle["ongoing_trials"]


def leave_with_workers(oracle, ongoing, returning):
    """Leave trials with the workers that are still at them, or will come back.

    KerasTuner's reloaded oracle gives every trial under way to whoever asks first: one
    that a worker is about to end would be done twice.

    Args:
        oracle: KerasTuner's oracle, reloaded.
        ongoing: From worker to trial, as `tidy` returns it.
        returning: Names of these workers.
    """
    for worker in set(ongoing) & set(returning):
        oracle._retry_queue.remove(ongoing[worker])
        oracle.ongoing_trials[worker] = oracle.trials[ongoing[worker]]
        oracle.tuner_ids.add(worker)


def resume_grid(oracle):
    """Put together what KerasTuner does not store of a grid: its order, and what next.

    Without it a reloaded grid search ends at once, as if all had been tried.
    """

    def compare(one, other):
        return oracle._compare(one.hyperparameters.values, other.hyperparameters.values)

    for trial in sorted(oracle.trials.values(), key=functools.cmp_to_key(compare)):
        oracle._ordered_ids.insert(trial.trial_id)
    oracle._populate_next.extend(oracle.start_order)

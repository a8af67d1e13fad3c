"""The private names of KerasTuner: what each serves, and what happens without it.

- `Oracle._retry_queue` serves a search that is resumed. Without it the last trial may
  run twice.
- `GridSearchOracle._compare`, `._ordered_ids` and `._populate_next` serve a grid search
  that is resumed. Without them it ends where it was interrupted, with a warning.
- `Tuner._build_hypermodel` serves `optimizer`, `loss` and `metrics` that are given to a
  tuner. Without it they are refused.
- `Tuner._configure_tensorboard_dir` serves TensorBoard. Without it each training has a
  folder of logs, but TensorBoard does not show the hyperparameters.
"""

import functools
import os
import warnings

from labhelpers._quiet import keras


def drop_ended_trials(oracle):
    """Take trials that have ended from those that a reloaded oracle trains again.

    KerasTuner stores its oracle before it notes that the last trial is no longer under
    way.
    """
    queue = getattr(oracle, "_retry_queue", [])
    queue[:] = [trial for trial in queue if trial not in oracle.end_order]


def resume_grid(oracle):
    """Restore what KerasTuner does not store of a grid: its order and what comes next.

    Without it a reloaded grid search ends at once, as if all had been tried.
    """

    def compare(one, other):
        return oracle._compare(one.hyperparameters.values, other.hyperparameters.values)

    try:
        trials = sorted(oracle.trials.values(), key=functools.cmp_to_key(compare))
        for trial in trials:
            oracle._ordered_ids.insert(trial.trial_id)
        oracle._populate_next.extend(oracle.start_order)
    except AttributeError as error:
        warnings.warn(
            "A grid search that was interrupted cannot go on with this version of "
            f"KerasTuner ({error}). For the whole grid choose another directory.",
            stacklevel=2,
        )


def build(tuner, hp):
    """Build a model with the optimizer, loss and metrics that the tuner was given.

    Raises:
        TypeError: The tuner was given some, and this KerasTuner has no such function.
    """
    from keras_tuner import Tuner

    if hasattr(Tuner, "_build_hypermodel"):
        return Tuner._build_hypermodel(tuner, hp)
    if tuner.optimizer or tuner.loss or tuner.metrics:
        raise TypeError(
            "With this version of KerasTuner `build` needs to compile the model; "
            "received an optimizer, a loss or metrics as arguments of the tuner."
        )
    return tuner.hypermodel.build(hp)


def separate_logs(tuner, callbacks, trial, execution):
    """Give the TensorBoard callbacks of a training a folder of their own."""
    boards = [c for c in callbacks if isinstance(c, keras.callbacks.TensorBoard)]
    if boards and hasattr(tuner, "_configure_tensorboard_dir"):
        tuner._configure_tensorboard_dir(callbacks, trial, execution)
        return
    for board in boards:
        folder = os.path.join(trial.trial_id, f"execution{execution}")
        board.log_dir = os.path.join(board.log_dir, folder)

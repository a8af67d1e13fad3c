"""Get early stopping wrong in the usual ways."""

import operator

import numpy as np


def _stop(curve, patience, mode="min", beats=operator.lt):
    """Return the last epoch and the kept one, as the right answer does."""
    sign, kept = (1 if mode == "min" else -1), 0
    for epoch, value in enumerate(curve):
        if beats(sign * value, sign * curve[kept]):
            kept = epoch
        elif epoch - kept >= patience:
            return epoch, kept
    return len(curve) - 1, kept


def stopping_epochs__off_by_one(curve, patience, mode):
    """Training goes on one epoch too long: count the epochs since the best one."""
    return _stop(curve, patience + 1, mode)


def stopping_epochs__one_too_early(curve, patience, mode):
    """Training ends one epoch too early: the best epoch itself does not count."""
    return _stop(curve, max(patience - 1, 1), mode)


def stopping_epochs__total(curve, patience, mode):
    """All epochs without improvement count: a new best starts the count anew."""
    sign, kept, wait = (1 if mode == "min" else -1), 0, 0
    for epoch, value in enumerate(curve):
        if epoch == 0 or sign * value < sign * curve[kept]:
            kept = epoch
            continue
        wait += 1
        if wait >= patience:
            return epoch, kept
    return len(curve) - 1, kept


def stopping_epochs__last_weights(curve, patience, mode):
    """The weights of the last epoch are kept: return the epoch of the best value."""
    last, _ = _stop(curve, patience, mode)
    return last, last


def stopping_epochs__min_for_max(curve, patience, mode):
    """The lowest value is taken for the best one: look at `mode`."""
    return _stop(curve, patience, "min")


def stopping_epochs__against_the_last_value(curve, patience, mode):
    """Each value is compared with the one before: compare it with the best so far."""
    sign, best, wait = (1 if mode == "min" else -1), 0, 0
    for epoch in range(1, len(curve)):
        if sign * curve[epoch] < sign * curve[best]:
            best = epoch
        wait = 0 if sign * curve[epoch] < sign * curve[epoch - 1] else wait + 1
        if wait >= patience:
            return epoch, best
    return len(curve) - 1, best


def stopping_epochs__a_tie_is_better(curve, patience, mode):
    """A value that only equals the best counts as better: it has to beat it."""
    return _stop(curve, patience, mode, operator.le)


def stopping_epochs__best_starts_at_zero(curve, patience, mode):
    """Scores below zero never count: the first value is the best one to begin with."""
    started = np.r_[0.0, curve] if mode == "max" else curve
    last, kept = _stop(started, patience, mode)
    shift = int(mode == "max")
    return max(last - shift, 0), max(kept - shift, 0)


def stopping_epochs__from_one(curve, patience, mode):
    """Both epochs are one too high: the first epoch has number 0."""
    last, kept = _stop(curve, patience, mode)
    return last + 1, kept + 1


def _records(curve):
    """Return the epochs that have a lower loss than all before."""
    lowest = np.minimum.accumulate(curve)
    return np.flatnonzero(np.r_[True, np.diff(lowest) < 0])


def smallest_patience__epochs_between(curve):
    """With one epoch of patience more the minimum is reached, and not with this."""
    return max(1, np.diff(_records(curve)).max() - 1)


def smallest_patience__waits_less_one(curve):
    """One is missing: an epoch after the best one is already the first one waited."""
    return int(np.diff(_records(curve)).max() - 1)


def smallest_patience__epoch_of_the_minimum(curve):
    """All epochs up to the minimum are counted: a new best starts the count anew."""
    return int(np.argmin(curve))


def smallest_patience__rises_in_a_row(curve):
    """Rises from epoch to epoch are counted: count the epochs since the best one."""
    longest = run = 0
    for step in np.diff(curve[: np.argmin(curve) + 1]):
        run = run + 1 if step > 0 else 0
        longest = max(longest, run)
    return longest + 1


def smallest_patience__beyond_the_minimum(curve):
    """Epochs behind the minimum are counted: the training may stop there."""
    return int(np.diff(np.r_[_records(curve), len(curve)]).max())


def optimism__each_its_own_best(chosen_on, judged_on):
    """Each part chooses its own epoch: the judged one has no say in the choice."""
    return float(np.mean(chosen_on.max(axis=1) - judged_on.max(axis=1)))


def optimism__lowest(chosen_on, judged_on):
    """The worst epoch is chosen: of accuracies the highest is the best."""
    return _difference(chosen_on, judged_on, chosen_on.argmin(axis=1))


def optimism__one_epoch_for_all(chosen_on, judged_on):
    """All re-splits share one epoch: each row of `chosen_on` chooses its own."""
    epochs = np.full(len(chosen_on), chosen_on.mean(axis=0).argmax())
    return _difference(chosen_on, judged_on, epochs)


def optimism__sign(chosen_on, judged_on):
    """The sign is wrong: it is positive where the choice looks better than it is."""
    return -_difference(chosen_on, judged_on, chosen_on.argmax(axis=1))


def optimism__wrong_axis(chosen_on, judged_on):
    """The best re-split of each epoch is chosen: choose the best epoch of each row."""
    rows, columns = chosen_on.argmax(axis=0), np.arange(chosen_on.shape[1])
    return float(np.mean((chosen_on - judged_on)[rows, columns]))


def optimism__chosen_by_the_judge(chosen_on, judged_on):
    """The judged part has chosen: the epoch is that of the best `chosen_on`."""
    return _difference(chosen_on, judged_on, judged_on.argmax(axis=1))


def _difference(chosen_on, judged_on, epochs):
    """Return the mean over rows of the difference at an epoch per row."""
    rows = np.arange(len(chosen_on))
    return float(np.mean((chosen_on - judged_on)[rows, epochs]))


def optimism__over_all_epochs(chosen_on, judged_on):
    """All epochs count here: compare the parts at the chosen epoch only."""
    return np.mean(chosen_on - judged_on)


def optimism__summed(chosen_on, judged_on):
    """The gaps are added up: take their mean over the re-splits."""
    rows, best = np.arange(len(chosen_on)), chosen_on.argmax(axis=1)
    return np.sum(chosen_on[rows, best] - judged_on[rows, best])


def stopping_epochs__modes_swapped(curve, patience, mode):
    """The two modes changed places: with "min" a smaller value is better."""
    return _stop(curve, patience, {"min": "max", "max": "min"}[mode])


def stopping_epochs__values_returned(curve, patience, mode):
    """These are values of the curve: return the numbers of the epochs."""
    return tuple(np.asarray(curve)[list(_stop(curve, patience, mode))])


def smallest_patience__one_too_many(curve):
    """One epoch less is enough: at the best epoch itself nobody has waited yet."""
    return int(np.diff(_records(curve)).max()) + 1

"""Right answers to the exercises of a lab, each written in several ways.

Loops, float32, lists, work in place, other libraries: all of them must pass.
"""

import numpy as np


def stopping_counter(curve, patience, mode):
    best, kept, wait = None, 0, 0
    for epoch, value in enumerate(curve):
        better = best is None or (value < best if mode == "min" else value > best)
        if better:
            best, kept, wait = value, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, kept
    return len(curve) - 1, kept


def stopping_lists(curve, patience, mode):
    values = [float(v) if mode == "min" else -float(v) for v in curve]
    kept = 0
    for epoch in range(1, len(values)):
        if values[epoch] < values[kept]:
            kept = epoch
        elif epoch - kept >= patience:
            return [epoch, kept]
    return [len(values) - 1, kept]


def stopping_arrays(curve, patience, mode):
    curve = curve if mode == "min" else -curve
    lowest = np.minimum.accumulate(curve)
    is_best = np.r_[True, curve[1:] < lowest[:-1]]
    epochs = np.arange(len(curve))
    best = np.maximum.accumulate(np.where(is_best, epochs, 0))
    stopped = np.flatnonzero(epochs - best >= patience)
    last = stopped[0] if len(stopped) else epochs[-1]
    return last, best[last]


def stopping_in_place(curve, patience, mode):
    if mode == "max":
        curve *= -1
    kept = 0
    for epoch in range(len(curve)):
        kept = int(np.argmin(curve[: epoch + 1]))
        if epoch - kept == patience:
            break
    return np.array([epoch]).item(), np.int32(kept)


def patience_records(curve):
    lowest = np.minimum.accumulate(curve)
    epochs = np.flatnonzero(np.r_[True, lowest[1:] < lowest[:-1]])
    return np.diff(epochs).max()


def patience_loop(curve):
    best, longest = 0, 1
    for epoch in range(1, len(curve)):
        if curve[epoch] < curve[best]:
            longest = max(longest, epoch - best)
            best = epoch
    return longest


def patience_tried(curve):
    patience = 1
    while stopping_arrays(curve, patience, "min")[1] != np.argmin(curve):
        patience += 1
    return float(patience)


def optimism_loop(chosen_on, judged_on):
    gaps = []
    for chosen, judged in zip(chosen_on, judged_on, strict=True):
        epoch = chosen.argmax()
        gaps.append(chosen[epoch] - judged[epoch])
    return sum(gaps) / len(gaps)


def optimism_rows(chosen_on, judged_on):
    rows, epochs = np.arange(len(chosen_on)), np.argmax(chosen_on, axis=1)
    return (chosen_on[rows, epochs] - judged_on[rows, epochs]).mean()


def optimism_float32(chosen_on, judged_on):
    chosen_on, judged_on = chosen_on.astype("float32"), judged_on.astype("float32")
    best = chosen_on == chosen_on.max(axis=1, keepdims=True)
    return (chosen_on - judged_on)[best].mean()


def optimism_lists(chosen_on, judged_on):
    chosen_on, judged_on = chosen_on.tolist(), judged_on.tolist()
    epochs = [row.index(max(row)) for row in chosen_on]
    gaps = [a[e] - b[e] for a, b, e in zip(chosen_on, judged_on, epochs, strict=True)]
    return [np.mean(gaps)][0]


RIGHT_ANSWERS = {
    "stopping_epochs": {
        "a counter": stopping_counter,
        "lists": stopping_lists,
        "arrays": stopping_arrays,
        "in place": stopping_in_place,
    },
    "smallest_patience": {
        "records": patience_records,
        "a loop": patience_loop,
        "tried": patience_tried,
    },
    "optimism": {
        "a loop": optimism_loop,
        "rows": optimism_rows,
        "float32": optimism_float32,
        "lists": optimism_lists,
    },
}

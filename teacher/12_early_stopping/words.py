"""Words of the exercises of lab 12, and answers that do not heed them."""

WORDS = [
    (
        "12-stopping-epochs",
        "an equal value is no improvement",
        """def answer(curve, patience, mode):
    losses, kept = (curve if mode == 'min' else -curve), 0
    for epoch, loss in enumerate(losses):
        if loss <= losses[kept]:
            kept = epoch
        elif epoch - kept >= patience:
            return epoch, kept
    return len(losses) - 1, kept
""",
    ),
    (
        "12-stopping-epochs",
        "for values that should fall or rise",
        """def answer(curve, patience, mode):
    kept = 0
    for epoch, loss in enumerate(curve):
        if loss < curve[kept]:
            kept = epoch
        elif epoch - kept >= patience:
            return epoch, kept
    return len(curve) - 1, kept
""",
    ),
    (
        "12-stopping-epochs",
        "counted from 0",
        """def answer(curve, patience, mode):
    losses, kept = (curve if mode == 'min' else -curve), 0
    for epoch, loss in enumerate(losses):
        if loss < losses[kept]:
            kept = epoch
        elif epoch - kept >= patience:
            return epoch + 1, kept + 1
    return len(losses), kept + 1
""",
    ),
    (
        "12-stopping-epochs",
        "one value per epoch",
        """def answer(curve, patience, mode):
    best, kept = (1e9 if mode == 'min' else 0), 0
    for epoch, value in enumerate(curve):
        if (value < best) if mode == 'min' else (value > best):
            best, kept = value, epoch
        elif epoch - kept >= patience:
            return epoch, kept
    return len(curve) - 1, kept
""",
    ),
    (
        "12-stopping-epochs",
        "whose weights are kept",
        """def answer(curve, patience, mode):
    losses, kept = (curve if mode == 'min' else -curve), 0
    for epoch, loss in enumerate(losses):
        if loss < losses[kept]:
            kept = epoch
        elif epoch - kept >= patience:
            return epoch, epoch
    return len(losses) - 1, len(losses) - 1
""",
    ),
    (
        "12-smallest-patience",
        "1 or more",
        """def answer(curve):
    kept, longest = 0, 0
    for epoch, loss in enumerate(curve):
        if loss < curve[kept]:
            longest, kept = max(longest, epoch - kept - 1), epoch
    return longest
""",
    ),
    (
        "12-smallest-patience",
        "an equal loss is no improvement",
        """def answer(curve):
    kept, longest = 0, 1
    for epoch, loss in enumerate(curve):
        if loss <= curve[kept]:
            longest, kept = max(longest, epoch - kept), epoch
    return longest
""",
    ),
    (
        "12-optimism",
        "take the best epoch on `chosen_on`",
        "lambda chosen_on, judged_on: np.mean(chosen_on - judged_on)",
    ),
    (
        "12-optimism",
        "minus `judged_on` at this epoch",
        "lambda chosen_on, judged_on: np.mean(chosen_on.max(axis=1) - judged_on.max(axis=1))",
    ),
    (
        "12-optimism",
        "`chosen_on` minus `judged_on`",
        "lambda chosen_on, judged_on: np.mean([(j - c)[c.argmax()] for c, j in zip(chosen_on, judged_on)])",
    ),
    (
        "12-optimism",
        "mean over re-splits",
        "lambda chosen_on, judged_on: np.sum([(c - j)[c.argmax()] for c, j in zip(chosen_on, judged_on)])",
    ),
]

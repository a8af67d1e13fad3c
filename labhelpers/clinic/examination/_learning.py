"""Ask whether a network learns as well as can be expected of it."""

LEARNABLE = 0.2  # skill of a plain model that is no accident
LEARNS = 0.9  # fraction of the plain model's skill that a healthy network reaches


def learns_enough(n):
    """Return whether the network fits the training part as a plain model fits new
    examples, or better."""
    train, plain = n.get("train_skill"), n.get("plain_skill")
    if train is None:
        return False
    return train > 0.5 and train >= LEARNS * (plain or 0)

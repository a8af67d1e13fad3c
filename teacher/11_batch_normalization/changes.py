"""Numbers that a student would change, and the verdicts that must come out."""

from tools.changes import FAILS, UNJUDGED, Change

TENTH = "A tenth of the learning rate makes the shift about ten times smaller, or more"
CLOSE = "After one epoch momentum 0.9 is close to the ideal statistics"
STABLE = (
    "With normalization the largest stable learning rate is more than five times larger"
)
TANH = "The first gradient of plain tanh is a thousand times smaller than normalized"
SMALL = "At a thirtieth of the scale the plain network learns at none of these rates"
MILLION = (
    "The best rate of the plain network is then more than a million times below 0.1"
)
INSIDE = "At 30 times the scale the best rate of the plain network lies inside, too"
THIRTIETH = "At a thirtieth each layer's variance is more than four times below epsilon"
KEPT = "At a thirtieth the normalized values keep more than a twentieth of their spread"
BOTH = "With learning rate 0.1 the normalized network trains at both initial scales"

ONE = "If only one of the two is large, the accuracy is higher than if both are"
TENFOLD = "Large hidden kernels need at least ten times the rate of a large last kernel"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "a third momentum",
        {"watch_inference(data, [0.9, 0.99]": "watch_inference(data, [0.5, 0.9, 0.99]"},
    ),
    Change(
        "the momentum 0.9 is taken away",
        {"watch_inference(data, [0.9, 0.99]": "watch_inference(data, [0.99]"},
        {CLOSE: UNJUDGED},
    ),
    Change(
        "another small learning rate",
        {
            '"plain, rate 0.01": watch_seeds(data, 0.01,': (
                '"plain, rate 0.02": watch_seeds(data, 0.02,'
            )
        },
        {
            TENTH: UNJUDGED,
            "With the smaller learning rate the final loss is far higher": UNJUDGED,
        },
    ),
    Change(
        "tanh starts at He's scale",
        {'"tanh": 0.3': '"tanh": 1.0'},
        {TANH: FAILS},
    ),
    Change(
        "the largest learning rates are taken away",
        {"0.4, 0.8, 1.6, 3.2]": "0.4]"},
        {STABLE: FAILS},
    ),
    Change(
        "no learning rate is small enough for large kernels",
        {"10.0 ** np.arange(-10, 2)": "10.0 ** np.arange(-4, 2)"},
        {
            "At 30 times the scale the plain network trains": FAILS,
            MILLION: FAILS,
            INSIDE: FAILS,
        },
    ),
    Change(
        "another small scale",
        {"scale=[0.03, 30.0]": "scale=[0.1, 30.0]"},
        {
            SMALL: UNJUDGED,
            BOTH: UNJUDGED,
            THIRTIETH: UNJUDGED,
            KEPT: UNJUDGED,
        },
    ),
    Change(
        "other large kernels, hidden and last",
        {
            "hidden=[1.0, 30.0], last=[1.0, 30.0]": (
                "hidden=[1.0, 20.0], last=[1.0, 20.0]"
            )
        },
        {ONE: UNJUDGED, TENFOLD: UNJUDGED},
    ),
    Change(
        "batches of 16 where batches of two failed",
        {"batch_size=2,": "batch_size=16,"},
        {
            "Batch normalization fails in batches of two": FAILS,
            "Batch normalization fails in training mode, too": FAILS,
            "Layer normalization trains in batches of two": FAILS,
        },
    ),
]

"""Numbers that a student would change, and the verdicts that must come out."""

from tools.changes import FAILS, UNJUDGED, Change

ALIKE = "No two examples train the same thinned network"
GAIN = (
    "To the end, at the learning rate 0.003, dropout raises the accuracy by more than "
    "0.06"
)
FARTHER = "One thinned network is farther from the mean of all than the single pass"
STOPPING = (
    "At the learning rate 0.003 stopping alone raises the accuracy by more than 0.06"
)
FEWER = "At the learning rate 0.003 dropout reproduces far fewer wrong labels"
WORSE = "Dropout rate 0.9 is worse than 0.5"
HIGH = "With dropout rate 0.9 even the training loss stays high"

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "only four units, so that masks repeat",
        {"ones = np.ones((16, 24))": "ones = np.ones((16, 4))"},
        {ALIKE: FAILS},
    ),
    Change("another dropout rate for the sums", {"p = 0.5\n": "p = 0.2\n"}),
    Change(
        "more thinned networks",
        {"[1, 3, 10, 30, 100, 300], [], []": "[1, 2, 5, 30, 100, 500], [], []"},
    ),
    Change(
        "the single thinned network is taken away",
        {"[1, 3, 10, 30, 100, 300], [], []": "[3, 10, 30, 100, 300], [], []"},
        {
            FARTHER: UNJUDGED,
            "One thinned network alone is less accurate than the single pass by more "
            "than 0.1": UNJUDGED,
        },
    ),
    Change(
        "the learning rate 0.003 is taken away",
        {"0.001, 0.003, 0.01]\n": "0.001, 0.005, 0.01]\n"},
        {GAIN: UNJUDGED, STOPPING: UNJUDGED, FEWER: UNJUDGED},
    ),
    Change(
        "no dropout rate of 0.9",
        {"dropout_rate=[0.0, 0.25, 0.5, 0.9]": "dropout_rate=[0.0, 0.25, 0.5]"},
        {WORSE: UNJUDGED, HIGH: UNJUDGED},
    ),
]

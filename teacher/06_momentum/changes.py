"""Changes that a student makes to lab 06, and the verdicts that must come out."""

from tools.changes import Change

CHANGES = [
    Change("another seed", {"training.set_seed()": "training.set_seed(7)"}),
    Change(
        "the largest learning rate in the valley is taken away",
        {"[0.02, 0.07, 0.082]": "[0.02, 0.07]"},
        {
            "Beyond the largest stable learning rate plain gradient descent diverges": (
                "CANNOT BE JUDGED"
            )
        },
    ),
    Change(
        "one more momentum at the front",
        {"for momentum in [0, 0.7, 0.95]:": "for momentum in [0.3, 0, 0.7, 0.95]:"},
    ),
    Change(
        "a smaller learning rate: much momentum settles sooner than none",
        {"400, learning_rate=0.07": "400, learning_rate=0.01"},
        {"Too much momentum settles later than none": "DOES NOT HOLD"},
    ),
    Change(
        "both forms with another momentum",
        {"rate, momentum = 0.03, 0.7": "rate, momentum = 0.02, 0.8"},
    ),
    Change(
        "more momentum for the balls",
        {'"momentum": 0.8}': '"momentum": 0.9}'},
        {"A deep dip can stop balls that have momentum, too": "DOES NOT HOLD"},
    ),
    Change(
        "a learning rate without momentum that jumps past both dips",
        {
            '{"learning_rate": 0.05, "momentum": 0}': (
                '{"learning_rate": 0.2, "momentum": 0}'
            )
        },
        {
            "A learning rate five times as large passes the plateau, but not the small "
            "dip": "DOES NOT HOLD"
        },
    ),
    Change(
        "the deep dip is taken away",
        {'    "deep dip": objectives.Dip(depth=4),\n': ""},
        {"A deep dip can stop balls that have momentum, too": "CANNOT BE JUDGED"},
    ),
    Change(
        "the network is trained for one epoch only",
        {"epochs=5, verbose=0": "epochs=1, verbose=0"},
        {"5 epochs of Keras with momentum fit most training digits": "DOES NOT HOLD"},
    ),
    Change(
        "the learning rate 0.02 is taken away",
        {"rates = [0.02, 0.03,": "rates = [0.03,"},
        {
            "At one small learning rate momentum looks far better": "CANNOT BE JUDGED",
            "At a small learning rate momentum does about as much as a learning rate "
            "ten times as large (the losses differ by less than a half)": (
                "CANNOT BE JUDGED"
            ),
            "In batches of 32 momentum gains more at one small learning rate than "
            "after tuning": "CANNOT BE JUDGED",
            "In full batches the losses at an effective learning rate of 0.2 to 0.5 "
            "are nearly the same (their ratio is near 1)": "CANNOT BE JUDGED",
        },
    ),
    Change(
        "one more learning rate at the front",
        {"rates = [0.02, 0.03,": "rates = [0.01, 0.02, 0.03,"},
    ),
    Change(
        "momentum 0.99 with a learning rate that is small enough",
        {
            '"learning_rate": 0.03, "momentum": 0.99}': (
                '"learning_rate": 0.001, "momentum": 0.99}'
            )
        },
        {
            "With the momentum raised alone the loss falls and then rises": (
                "DOES NOT HOLD"
            ),
            "At the same effective learning rate the network trains again": (
                "DOES NOT HOLD"
            ),
        },
    ),
    Change(
        "no repaired run",
        {
            '    "momentum 0.99, rate 0.003": '
            '{"learning_rate": 0.003, "momentum": 0.99},\n': ""
        },
        {
            "At the same effective learning rate the network trains again": (
                "CANNOT BE JUDGED"
            ),
            "The repaired run still ends with a larger loss than the first one": (
                "CANNOT BE JUDGED"
            ),
        },
    ),
]

"""Make networks of the examination's benchmark sick, each in one way.

A disease is a function that changes a `Case` and returns nothing; its name, with spaces
for underscores, is the truth. `NEEDS` says on which networks it can be.
"""

import numpy as np

from labhelpers._quiet import keras


def learning_rate_too_high(case, generator):
    plain = case.optimizer in {"SGD", "momentum", "nesterov"}
    case.rate *= (generator.choice([60, 150, 400]) if plain else 200) / (
        3 if case.optimizer in {"momentum", "nesterov"} else 1
    )
    case.rate = float(case.rate)


def learning_rate_too_low(case, generator):
    case.rate = float(case.rate * generator.choice([1e-4, 3e-4, 1e-3]))


def features_not_scaled(case, generator):
    case.norm = False
    if generator.random() < 0.5:
        factor, shift = 255.0, 100.0
    else:
        factor = 10.0 ** generator.uniform(0, 3.5, case.x.shape[1])
        factor[generator.integers(len(factor))] = 3000.0
        shift = 0.0
    case.x = (case.x * factor + shift).astype("float32")
    case.x_val = (case.x_val * factor + shift).astype("float32")


def targets_not_scaled(case, generator):
    factor = generator.choice([80.0, 500.0, 3000.0])
    case.y, case.y_val = (
        ((each + 2) * factor).astype("float32") for each in (case.y, case.y_val)
    )


def saturated_units(case, generator):
    case.activation = generator.choice(["tanh", "sigmoid"])
    case.norm, case.layers = False, max(case.layers, 2)
    spread = float(generator.choice([5.0, 8.0]))
    case.initializer = lambda: keras.initializers.RandomNormal(stddev=spread)


def dead_units(case, generator):
    case.activation, case.norm = "relu", False
    case.bias = float(generator.choice([-10.0, -20.0, -30.0]))


def vanishing_gradients(case, generator):
    case.activation, case.norm, case.dropout = "sigmoid", False, 0.0
    case.optimizer = "SGD"  # Adam and its kind enlarge small gradients
    case.penalty, case.epochs = 0.0, 30
    case.rate = 0.1
    case.layers = int(generator.integers(5, 8))


def exploding_gradients(case, generator):
    case.activation, case.norm = "relu", False
    case.layers = int(generator.integers(4, 7))
    spread = float(generator.choice([0.8, 1.2]))
    case.initializer = lambda: keras.initializers.RandomNormal(stddev=spread)


def loss_does_not_fit_the_labels(case, generator):
    _misfits(case)[generator.integers(len(_misfits(case)))](case)


def _misfits(case):
    if case.task == "values":
        return [_squashed, _crossentropy_of_values, _rectified]
    if case.classes == 2:
        return [_signed, _one_softmax]
    return [_numbers_of_classes, _mixed_up, _too_few_outputs]


def _squashed(case):
    case.output = "sigmoid"


def _rectified(case):
    case.output = "relu"


def _crossentropy_of_values(case):
    case.output, case.loss = "sigmoid", "binary_crossentropy"


def _signed(case):
    case.y, case.y_val = case.y * 2 - 1, case.y_val * 2 - 1
    case.scores, case.metrics = False, ["accuracy"]


def _one_softmax(case):
    case.output, case.loss, case.scores = "softmax", "categorical_crossentropy", False
    case.y, case.y_val = case.y[:, None], case.y_val[:, None]


def _numbers_of_classes(case):
    case.outputs, case.output, case.loss, case.one_hot = 1, None, "mse", False


def _mixed_up(case):
    case.scores = False
    sparse, one_hot = "sparse_categorical_crossentropy", "categorical_crossentropy"
    case.loss = sparse if case.one_hot else one_hot


def _too_few_outputs(case):
    case.one_hot = False
    case.outputs = case.classes - 1


def softmax_twice(case, generator):
    case.output = "softmax" if case.classes > 2 else "sigmoid"
    case.scores, case.extra = True, True


def softmax_missing(case, generator):
    case.scores, case.output = False, None


def labels_shuffled(case, generator):
    case.y = generator.permutation(case.y)
    if generator.random() < 0.4:
        case.y_val = generator.permutation(case.y_val)


def constant_labels(case, generator):
    case.y, case.y_val = np.zeros_like(case.y), np.zeros_like(case.y_val)


def sorted_not_shuffled(case, generator):
    order = np.argsort(case.y, kind="stable")
    case.x, case.y, case.shuffle = case.x[order], case.y[order], False


def validation_leak(case, generator):
    share = generator.choice([0.3, 0.6, 1.0])
    rows = generator.random(len(case.x_val)) < share
    case.x = np.concatenate([case.x, case.x_val[rows]])
    case.y = np.concatenate([case.y, case.y_val[rows]])
    order = generator.permutation(len(case.x))
    case.x, case.y = case.x[order], case.y[order]


def a_feature_gives_the_label_away(case, generator):
    for name in ("", "_val"):
        x, y = getattr(case, f"x{name}"), getattr(case, f"y{name}")
        told = (y - case.y.mean()) / case.y.std() + 0.02 * generator.normal(size=len(y))
        setattr(case, f"x{name}", np.hstack([x, told[:, None]]).astype("float32"))


def overfitting(case, generator):
    num = int(generator.integers(40, 60))
    case.x, case.y, case.epochs, case.penalty = case.x[:num], case.y[:num], 80, 0.0
    if case.task == "values":  # noise, which it will learn by heart
        case.y = (case.y + 0.5 * generator.normal(size=num)).astype("float32")
    else:
        wrong = generator.random(num) < 0.2
        case.y = np.where(wrong, generator.permutation(case.y), case.y)
    case.units, case.norm, case.dropout = 96, False, 0.0


def underfitting(case, generator):
    case.norm = False
    how = generator.integers(3)
    if how == 0 and case.classes > 2:
        case.units, case.activation = 1, "tanh"
    elif how == 1:
        case.penalty = 1.0
    else:
        case.dropout, case.layers = 0.95, max(case.layers, 2)


def classes_out_of_balance(case, generator):
    for name in ("", "_val"):
        x, y = getattr(case, f"x{name}"), getattr(case, f"y{name}")
        keep = (y != 0) | (generator.random(len(y)) < 0.05)
        first = np.flatnonzero(y == 0)[:3]
        keep[first] = True
        setattr(case, f"x{name}", x[keep])
        setattr(case, f"y{name}", y[keep])


def wrong_mode_in_use(case, generator):
    case.style = "subclassed"  # Keras corrects a functional model
    case.mode = bool(generator.random() < 0.6)
    if generator.random() < 0.5 or case.mode is False:
        case.dropout = 0.3
    else:
        case.norm = True


def schedule_that_never_fires(case, generator):
    late = int(generator.choice([2, 5, 20]))

    def schedule(case):
        steps = -(-len(case.x) // case.batch_size) * case.epochs * late
        piecewise = keras.optimizers.schedules.PiecewiseConstantDecay
        return piecewise([steps], [case.rate, case.rate / 10])

    case.schedule = schedule


def nan_in_the_data(case, generator):
    case.x = case.x.copy()
    rows = generator.integers(len(case.x), size=3)
    case.x[rows, generator.integers(case.x.shape[1])] = np.nan


def frozen_layers(case, generator):
    case.frozen, case.layers = True, max(case.layers, 2)


def metric_does_not_fit(case, generator):
    if case.task == "values":
        case.metrics = ["accuracy"]
    elif case.classes == 2:
        case.scores, case.metrics = True, ["accuracy"]
    else:
        case.one_hot, case.metrics = True, ["binary_accuracy"]


NEEDS = {
    targets_not_scaled: "values",
    softmax_twice: "classes",
    softmax_missing: "classes",
    classes_out_of_balance: "classes",
}
DISEASES = (
    *(learning_rate_too_high, learning_rate_too_low, features_not_scaled),
    *(targets_not_scaled, saturated_units, dead_units, vanishing_gradients),
    *(exploding_gradients, loss_does_not_fit_the_labels, softmax_twice),
    *(softmax_missing, labels_shuffled, constant_labels, sorted_not_shuffled),
    *(validation_leak, a_feature_gives_the_label_away, overfitting, underfitting),
    *(classes_out_of_balance, wrong_mode_in_use, schedule_that_never_fires),
    *(nan_in_the_data, frozen_layers, metric_does_not_fit),
)
NAMES = {
    "sorted not shuffled": "sorted, not shuffled",
    "nan in the data": "NaN in the data",
}
PAIRS = (  # two at once, which do not undo each other
    (validation_leak, learning_rate_too_low),
    (classes_out_of_balance, features_not_scaled),
    (schedule_that_never_fires, validation_leak),
    (a_feature_gives_the_label_away, metric_does_not_fit),
    (labels_shuffled, features_not_scaled),
    (frozen_layers, validation_leak),
)


def name_of(disease):
    """Return the name that the examination has for a disease."""
    name = disease.__name__.replace("_", " ")
    return NAMES.get(name, name)

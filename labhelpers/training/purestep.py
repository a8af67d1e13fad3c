"""Keras's training step as a function from the state of a model to its next state.

`keras.StatelessScope` lets a model, its metrics and its optimizer run on given values
instead of their variables. Such a step can be run for many states at once. `sweep`
needs it; `fit` runs Keras's own step on the variables: see `passes`.
"""

import inspect
from typing import NamedTuple

from labhelpers._quiet import keras, tf
from labhelpers.training import keras_inside, numbers


class CannotStackError(Exception):
    """The step cannot be run for many models at once."""


class State(NamedTuple):
    """All that changes while a model is trained, each a list."""

    trainable: list
    fixed: list  # not trained by gradients, such as moving averages
    optimizer: list
    metrics: list


class PureStep:
    """The training and the evaluation step of one Keras model, without its variables.

    Args:
        model: Compiled Keras model with built metrics. Its variables stay as they are.
        places: Where the numbers that may differ stand, as in `keys.Key`.
    """

    def __init__(self, model, places):
        self._model = model
        self._optimizer = _without_variables(model.optimizer)
        self._optimizer.build(model.trainable_variables)
        self.variables = State(
            model.trainable_variables,
            model.non_trainable_variables,
            self._optimizer.variables,
            [variable for metric in model.metrics for variable in metric.variables],
        )
        self._places = [(self._own(owner), name) for owner, name in places]

    def _own(self, owner):
        """Return the copy in place of the model's optimizer, or of its schedule."""
        if owner is self._model.optimizer:
            return self._optimizer
        for name, value in vars(self._model.optimizer).items():
            if value is owner:
                return vars(self._optimizer)[name]
        return owner

    def learning_rate_place(self):
        """Return where the learning rate stands in `State.optimizer`, or None."""
        names = [variable.name for variable in self.variables.optimizer]
        return names.index("learning_rate") if "learning_rate" in names else None

    def train(self, state, values, x, y):
        """Return the state after one step on the batch `x`, `y`.

        `values` are the numbers that may differ between models, float64 tensors. A
        `CannotStackError` says that the step changes variables of something else.
        """
        with numbers.replaced(self._places, values), self._scope(state) as scope:
            with tf.GradientTape() as tape:
                tape.watch(state.trainable)
                y_pred, loss = self._predict(x, y, training=True)
                loss = self._optimizer.scale_loss(loss)
            gradients = tape.gradient(loss, state.trainable)
            self._optimizer.apply(gradients, self.variables.trainable)
            self._model.compute_metrics(x, y, y_pred)
        return self._after(scope)

    def evaluate(self, state, values, x, y):
        """Return the state whose metrics have seen one more batch; as `train`."""
        with numbers.replaced(self._places, values), self._scope(state) as scope:
            y_pred, _ = self._predict(x, y, training=False)
            self._model.compute_metrics(x, y, y_pred)
        return self._after(scope)

    def reset_metrics(self, state):
        """Return the state with metrics that have seen nothing."""
        with self._scope(state) as scope:
            self._model.reset_metrics()
        return self._after(scope)

    def results(self, state):
        """Return the metrics by name."""
        with self._scope(state):
            return self._model.get_metrics_result()

    def _predict(self, x, y, training):
        """Return predictions and loss; the loss's metric sees the loss."""
        takes_training = "training" in inspect.signature(self._model.call).parameters
        y_pred = self._model(x, **({"training": training} if takes_training else {}))
        loss = self._model.compute_loss(x, y, y_pred, training=training)
        num_examples = tf.shape(keras.tree.flatten(x)[0])[0]
        keras_inside.track_loss(self._model, loss, num_examples)
        return y_pred, loss

    def _scope(self, state):
        pairs = [
            pair
            for variables, values in zip(self.variables, state, strict=True)
            for pair in zip(variables, values, strict=True)
        ]
        return keras.StatelessScope(state_mapping=pairs, collect_losses=True)

    def _after(self, scope):
        known = {id(variable) for each in self.variables for variable in each}
        if not known.issuperset(scope.state_mapping):
            raise CannotStackError(
                "The step changes a variable that is not the model's."
            )
        return State(
            *([scope.get_current_value(v) for v in each] for each in self.variables)
        )


def _without_variables(optimizer):
    """Return a copy of an optimizer that can run in a `StatelessScope`."""
    kind = type(optimizer)
    base = keras_inside.found("BaseOptimizer")
    methods = {name: getattr(base, name) for name in keras_inside.FOR_TENSORFLOW}
    copy = type(kind.__name__, (kind,), methods | {"__module__": kind.__module__})
    try:
        return copy.from_config(optimizer.get_config())
    except TypeError as error:  # Keras does not know the class of a schedule
        raise CannotStackError(str(error)) from error

"""Train many models of one shape in one computation.

The weights of all models stand in variables with a leading axis; a vectorised map
computes the gradients of all of them at once, and Keras's own optimizer updates the
stacked variables, with a learning rate per model. Loss, metrics, regularizers and
layer statistics are those of one Keras model, the template, run without its state.
"""

import contextlib

import numpy as np
from tensorflow.python.eager import context
from tensorflow.python.ops.parallel_for import pfor

from labhelpers._quiet import keras, tf
from labhelpers.training import delegation

# Optimizers whose update of a weight depends on that weight's gradient and state alone.
ELEMENTWISE = ("SGD", "Adam", "RMSprop", "Adagrad", "Adadelta", "Adamax")
NOT_STACKED = (
    "clipnorm",
    "clipvalue",
    "global_clipnorm",
    "weight_decay",
    "use_ema",
    "loss_scale_factor",
    "gradient_accumulation_steps",
)
VALIDATION_BATCH = 1024
SMALL_STACK = 12  # up to here one thread is faster than handing work to others


class CannotStackError(Exception):
    """An operation of the model has no vectorised form."""


def can_stack(model):
    """Return whether models like this one can be trained in one computation.

    Random layers cannot: a vectorised map does not draw their masks as one model would.
    """
    optimizer = model.optimizer.get_config()
    random = any("seed_generator" in v.path for v in model.non_trainable_variables)
    plain_step = type(model).train_step is keras.Model.train_step
    return (
        type(model.optimizer).__name__ in ELEMENTWISE
        and type(model.optimizer).__module__.startswith("keras.")
        and not any(optimizer.get(name) for name in NOT_STACKED)
        and isinstance(optimizer["learning_rate"], float)
        and plain_step
        and not random
        and not delegation.needs_model_fit(model, [])
        and not delegation.has_several_losses(model)
        and all(v.constraint is None for v in model.trainable_variables)
    )


class Stack:
    """Many models of one shape, trained at once.

    Args:
        template: Compiled Keras model with built metrics; its graph serves all.
        size: Number of models.
    """

    def __init__(self, template, size):
        self.template = template
        self.size = size
        self.trainable = [_stacked(v, size) for v in template.trainable_variables]
        self.statistics = [_stacked(v, size) for v in template.non_trainable_variables]
        config = template.optimizer.get_config()
        self.optimizer = type(template.optimizer).from_config(config)
        self.optimizer.build(self.trainable)
        self.fresh_optimizer = [v.numpy() for v in self.optimizer.variables]
        self.learning_rates = tf.Variable(tf.zeros([size]))
        self.metric_variables = [v for m in template.metrics for v in m.variables]
        self.train = tf.function(self._train_pass, autograph=False)
        self.validate = tf.function(self._validation_pass, autograph=False)

    def start(self, weights, learning_rates):
        """Set all models to their start.

        Args:
            weights: For each model the values of the template's weights, trainable
                ones first, then the others.
            learning_rates: One per model.
        """
        stacked = self.trainable + self.statistics
        for variable, values in zip(stacked, zip(*weights, strict=True), strict=True):
            variable.assign(np.stack(values))
        for variable, value in zip(
            self.optimizer.variables, self.fresh_optimizer, strict=True
        ):
            variable.assign(value)
        self.learning_rates.assign(learning_rates)

    def weights(self, number):
        """Return the weights of one model, as the template's `get_weights` would."""
        own = self.template.trainable_variables + self.template.non_trainable_variables
        place = {id(v): i for i, v in enumerate(own)}
        stacked = self.trainable + self.statistics
        return [stacked[place[id(v)]].numpy()[number] for v in self.template.weights]

    def run(self, compiled_pass, *arguments):
        """Run a pass and return its metrics: from name to one value per model.

        Raises:
            CannotStackError: An operation of the model has no vectorised form.
        """
        executor = contextlib.nullcontext()
        if self.size <= SMALL_STACK and not tf.config.list_physical_devices("GPU"):
            executor = context.function_executor_type("SINGLE_THREADED_EXECUTOR")
        try:
            with executor:
                metrics = compiled_pass(*arguments)
        except ValueError as error:
            if "pfor" in str(error):
                raise CannotStackError(str(error)) from error
            raise
        return {name: values.numpy() for name, values in metrics.items()}

    def _train_pass(self, x, y, orders, batch_size):
        """Visit all batches once; `orders` has shape (models, examples)."""

        def step(start, *metric_state):
            rows = orders[:, start : start + batch_size]
            state = (
                [v.value for v in self.trainable],
                [v.value for v in self.statistics],
            )
            gradients, statistics, metric_state = _vectorized(
                self._gradients,
                (*state, list(metric_state), tf.gather(x, rows), tf.gather(y, rows)),
            )
            self._update(gradients)
            for variable, value in zip(self.statistics, statistics, strict=True):
                variable.assign(value)
            return (start + batch_size, *metric_state)

        return self._over_batches(step, tf.shape(orders)[1])

    def _validation_pass(self, x, y):
        """Evaluate all models on the same examples."""

        def step(start, *metric_state):
            batch = [a[start : start + VALIDATION_BATCH] for a in (x, y)]
            state = (
                [v.value for v in self.trainable],
                [v.value for v in self.statistics],
            )
            metric_state = _vectorized(
                lambda one: self._evaluate(*one, *batch),
                (*state, list(metric_state)),
            )
            return (start + VALIDATION_BATCH, *metric_state)

        return self._over_batches(step, tf.shape(x)[0])

    def _over_batches(self, step, num_examples):
        """Run `step` from batch to batch; return the metrics at the end."""
        empty = [tf.zeros([self.size, *v.shape]) for v in self.metric_variables]
        _, *state = tf.while_loop(
            lambda start, *_: start < num_examples,
            step,
            [0, *empty],
            parallel_iterations=1,
        )
        return _vectorized(self._results, state)

    def _gradients(self, one):
        """Return gradients, new statistics and metric state of one model's step."""
        trainable, statistics, metric_state, x, y = one
        model = self.template
        with tf.GradientTape() as tape:
            tape.watch(trainable)
            with self._scope(trainable, statistics) as scope:
                y_pred = model(x, training=True)
                loss = model.compute_loss(x, y, y_pred, training=True)
        gradients = tape.gradient(loss, trainable)
        statistics = _values(scope, model.non_trainable_variables, statistics)
        return gradients, statistics, self._measure(metric_state, x, y, y_pred, loss)

    def _evaluate(self, trainable, statistics, metric_state, x, y):
        """Return the metric state of one model after one batch of evaluation."""
        model = self.template
        with self._scope(trainable, statistics):
            y_pred = model(x, training=False)
            loss = model.compute_loss(x, y, y_pred, training=False)
        return self._measure(metric_state, x, y, y_pred, loss)

    def _measure(self, metric_state, x, y, y_pred, loss):
        """Return the metric state after one more batch, as Keras's own step does."""
        model = self.template
        mapping = list(zip(self.metric_variables, metric_state, strict=True))
        with keras.StatelessScope(state_mapping=mapping) as scope:
            model._loss_tracker.update_state(loss, sample_weight=tf.shape(x)[0])
            model.compute_metrics(x, y, y_pred)
        return _values(scope, self.metric_variables, metric_state)

    def _results(self, metric_state):
        """Return the metrics of one model by name."""
        mapping = list(zip(self.metric_variables, metric_state, strict=True))
        with keras.StatelessScope(state_mapping=mapping):
            return self.template.get_metrics_result()

    def _weights(self):
        """Return the values of the trainable and the other weights of all models."""
        return [v.value for v in self.trainable], [v.value for v in self.statistics]

    def _scope(self, trainable, statistics):
        model = self.template
        variables = model.trainable_variables + model.non_trainable_variables
        values = [*trainable, *statistics]
        mapping = list(zip(variables, values, strict=True))
        return keras.StatelessScope(state_mapping=mapping)

    def _update(self, gradients):
        """Let Keras's optimizer update the stacked variables."""
        for gradient, variable in zip(gradients, self.trainable, strict=True):
            shape = [self.size] + [1] * (len(variable.shape) - 1)
            rates = tf.reshape(self.learning_rates, shape)
            self.optimizer.update_step(gradient, variable.value, rates)
        self.optimizer.iterations.assign_add(1)


def _vectorized(function, arguments):
    return tf.vectorized_map(function, arguments, fallback_to_while_loop=False)


def _values(scope, variables, old):
    """Return what the variables became in `scope`, or their old values."""
    new = [scope.get_current_value(variable) for variable in variables]
    return [o if n is None else n for n, o in zip(new, old, strict=True)]


def _stacked(variable, size):
    """Return a variable with room for the values of `size` models."""
    shape = (size, *variable.shape)
    return keras.Variable(np.zeros(shape), dtype=variable.dtype)


def _vectorize_bitcast():
    """Teach TensorFlow's vectorised map `Bitcast`, which Keras's accuracy uses."""

    def convert(pfor_input):
        kind = pfor_input.get_attr("type")
        return pfor.wrap(tf.bitcast(pfor_input.stacked_input(0), kind), True)

    with contextlib.suppress(KeyError):  # a later TensorFlow may know it
        pfor.RegisterPFor("Bitcast")(convert)


_vectorize_bitcast()

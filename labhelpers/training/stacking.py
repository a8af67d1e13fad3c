"""Train many models of one shape in one computation.

The states of all models stand in tensors with a leading axis; a vectorised map runs
Keras's own step, as a pure function, for all of them at once, and a whole epoch of it
is one function. XLA makes its full batches faster, but compiles for seconds. Every
model has its own weights, order of examples, learning rate and other numbers.
"""

import threading

import numpy as np

from labhelpers._quiet import keras, tf
from labhelpers.training import arrays, plain, vectorizing
from labhelpers.training.purestep import CannotStackError, PureStep, State


class Stack:
    """A compiled epoch of training and validation for many models of one shape.

    Args:
        template: Compiled Keras model with built metrics; its graph serves all.
        places: Where the numbers that may differ stand in it.
        batch_size: Examples per step.
        xla: Whether XLA compiles the full batches; else TensorFlow runs all by itself,
            as it does a validation, in which XLA gains less than its compilation takes.
    """

    def __init__(self, template, places, batch_size, xla):
        self._template = template
        self._step = PureStep(template, places)
        self._batch_size, self._xla = batch_size, xla
        self._validation_batch = plain.validation_batch(template, batch_size)
        self._fresh = [v.numpy() for v in self._step.variables.optimizer]
        self._train_epoch = tf.function(self._run_training, autograph=False)
        self._evaluate = tf.function(self._run_validation, autograph=False)
        self._train_by_xla = _compiled_by_xla(self._train)
        self._functions = {}  # what was compiled, by TensorFlow's function

    def start(self, weights, learning_rates):
        """Return the state of models that are not trained yet.

        `weights` are for each model the values of the template's trainable and of its
        other variables. An optimizer with a schedule does not use `learning_rates`.
        """
        size = len(weights)
        optimizer = [np.stack([value] * size) for value in self._fresh]
        place = self._step.learning_rate_place()
        if place is not None:
            optimizer[place] = np.asarray(learning_rates, optimizer[place].dtype)
        trainable, fixed = (
            [np.stack(values) for values in zip(*kind, strict=True)]
            for kind in zip(*weights, strict=True)
        )
        metrics = [
            np.zeros((size, *variable.shape), variable.dtype)
            for variable in self._step.variables.metrics
        ]
        state = State(trainable, fixed, optimizer, metrics)
        return tf.nest.map_structure(tf.constant, state)

    def compiled(self, state, numbers, data, validation, orders):
        """Return an epoch that is compiled for arguments like these.

        Args:
            state: The state of the models.
            numbers: Their other numbers, a tuple with a value per model for each.
            data: The training set, packed tensors.
            validation: The validation set, packed tensors; () if there is none.
            orders: For each model the order of the examples, shape (models, examples).

        Returns:
            Function of such arguments and of `validates`, whether to evaluate the
            models. It returns the next state, and each metric with a value per model. A
            `CannotStackError` says that an operation has no vectorised form.
        """
        train = self._compiled(self._train_epoch, state, numbers, data, orders)
        if validation:
            evaluate = self._compiled(self._evaluate, state, numbers, validation)

        def run_epoch(state, numbers, data, validation, orders, validates):
            state, logs = train(state, numbers, data, orders)
            if validation and validates:
                state, values = evaluate(state, numbers, validation)
                logs |= {f"val_{name}": value for name, value in values.items()}
            return state, logs

        return run_epoch

    def _compiled(self, function, *arguments):
        """Return a `tf.function` of this stack, compiled for arguments like these."""
        try:
            compiled = function.get_concrete_function(*arguments)
        except (TypeError, ValueError, NotImplementedError) as error:
            raise CannotStackError(str(error)) from error
        return self._functions.setdefault(id(compiled), FirstCallAlone(compiled))

    def weights(self, state):
        """Return for each model its weights, as `model.get_weights` gives them."""
        variables = [*self._step.variables.trainable, *self._step.variables.fixed]
        place = {id(variable): number for number, variable in enumerate(variables)}
        values = [value.numpy() for value in (*state.trainable, *state.fixed)]
        stacked = [values[place[id(variable)]] for variable in self._template.weights]
        return [list(each) for each in zip(*stacked, strict=True)]

    def _run_training(self, state, numbers, data, orders):
        """Train for an epoch; see `compiled`."""
        num_examples, done = orders.shape[1], 0
        batch_size = min(self._batch_size, num_examples)
        state = _vectorized(self._step.reset_metrics, state)
        if self._xla:
            done = num_examples - num_examples % batch_size
            state = self._train_by_xla(state, numbers, data, orders[:, :done])
        if done < num_examples:
            state = self._train(state, numbers, data, orders[:, done:])
        return state, _vectorized(self._step.results, state)

    def _train(self, state, numbers, data, orders):
        """Return the state after training on the examples in these orders."""

        def train(state, start, size):
            rows = tf.slice(orders, [0, start], [orders.shape[0], size])
            batch = keras.tree.map_structure(lambda a: tf.gather(a, rows), data)
            return _vectorized(self._step.train, state, numbers, *batch)

        return _over_batches(train, state, orders.shape[1], self._batch_size)

    def _run_validation(self, state, numbers, validation):
        """Evaluate all models on the same examples; see `compiled`."""

        def evaluate(state, start, size):
            rows = start + tf.range(size)
            batch = keras.tree.map_structure(lambda a: tf.gather(a, rows), validation)
            return _vectorized(
                lambda state, numbers: self._step.evaluate(state, numbers, *batch),
                state,
                numbers,
            )

        num_examples = arrays.num_examples(validation)
        state = _vectorized(self._step.reset_metrics, state)
        state = _over_batches(evaluate, state, num_examples, self._validation_batch)
        return state, _vectorized(self._step.results, state)


class FirstCallAlone:
    """A compiled function whose first call other threads wait for.

    TensorFlow makes a function ready in its first call. Two threads that call it at
    once would both do that work, which takes as long as many epochs.
    """

    def __init__(self, function):
        self._function = function
        self._lock, self._is_ready = threading.Lock(), False

    def __call__(self, *arguments):
        """Return what the function returns for these arguments."""
        with self._lock:  # held by the first call alone: others only wait for it
            if not self._is_ready:
                returned = self._function(*arguments)
                self._is_ready = True
                return returned
        return self._function(*arguments)


def _compiled_by_xla(function):
    """Return a function that XLA compiles when it is first called."""

    def run(*arguments):
        with vectorizing.for_xla(True):
            return function(*arguments)

    return tf.function(run, jit_compile=True, autograph=False)


def _vectorized(function, *arguments):
    """Run `function` for all models, along the first axis of its arguments."""
    return tf.vectorized_map(
        lambda one: function(*one), arguments, fallback_to_while_loop=False
    )


def _over_batches(step, state, num_examples, batch_size):
    """Run `step(state, start, size)` on all batches, of which the last may be short.

    Where it is, the size is a tensor, so that the step is traced once for both sizes;
    XLA needs full batches.
    """
    if num_examples <= batch_size:
        return step(state, 0, num_examples)

    def next_batch(start, state):
        size = batch_size
        if num_examples % batch_size:
            size = tf.minimum(batch_size, num_examples - start)
        return start + batch_size, step(state, start, size)

    _, state = tf.while_loop(
        lambda start, _: start < num_examples, next_batch, (0, state)
    )
    return state

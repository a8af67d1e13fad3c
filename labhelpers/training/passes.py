"""One pass over the data as one compiled function, for training and for validation.

The pass is a loop, inside TensorFlow, over Keras's own `train_step` or `test_step`. So
the optimizer, loss, metrics, regularizers and layer statistics are Keras's.

`Passes.of(model).train.on(data, ...)` traces the pass, or finds one that was traced for
a model of the same key (`sharing`), and returns `run`, which trains for an epoch. It
calls the traced function for a part of the epoch at a time: see `Pace`.
"""

import contextlib
import functools
import itertools
import time

from labhelpers._quiet import keras, tf
from labhelpers.training import keras_inside, plain, sharing
from labhelpers.training.recording import recorded

_ATTRIBUTE = "_labhelpers_passes"
_CALLS = ("If", "While", "Case", "PartitionedCall")
_SECONDS = 0.25  # of one call; an interrupt waits until it ends
# Keras does not let AutoGraph rewrite its steps either.
_function = functools.partial(tf.function, autograph=False)


class OwnLogsError(Exception):
    """The model's step returns logs of its own, which a compiled pass cannot follow."""


class Passes:
    """The compiled training and validation pass of one compiled and built model."""

    def __init__(self, model):
        self.compilation = keras_inside.compilation(model)
        self.optimizer = model.optimizer
        train_step = _train_step(model)
        self.train = CompiledPass(model, "train", train_step)
        self.recorded_train = CompiledPass(model, "record", recorded(model, train_step))
        self.validate = CompiledPass(model, "validate", model.test_step)

    @classmethod
    def of(cls, model):
        """Return the passes of `model`, new ones if it was compiled since."""
        passes = vars(model).get(_ATTRIBUTE)
        if (
            passes is None
            or passes.compilation is not keras_inside.compilation(model)
            or passes.optimizer is not model.optimizer
        ):
            passes = cls(model)
            vars(model)[_ATTRIBUTE] = passes
        return passes


class CompiledPass:
    """A function that resets the metrics and runs a step on one batch after the other.

    Args:
        model: compiled and built Keras model.
        kind: "train", "validate", or "record" for a step that returns, beside its logs,
            values to record.
        step: its `train_step` or `test_step`.
    """

    def __init__(self, model, kind, step):
        self._model, self._kind = model, kind
        self._step = _function(step, jit_compile=True) if model.jit_compile else step
        self._function = _function(self._run)
        self._is_recorded = kind == "record"
        self._traces = {}
        # What tracing finds out:
        self._calls_functions, self._logged, self._recorded_names = False, set(), []

    def on(self, data, batch_size, records=()):
        """Compile the pass for data like `data`, with any number of examples.

        Args:
            data: packed tensors.
            batch_size: examples per step.
            records: functions that take the names and, by row, each step's values.

        Returns:
            Function `run(order, only_one_batch=False)` that visits the rows in this
            order and returns the metrics' values by name. One batch is what `model.fit`
            trains when a callback stops the training before the epoch has begun.

        Raises:
            OwnLogsError: the step does not return the metrics of the model.
        """
        specs = keras.tree.map_structure(
            lambda array: tf.TensorSpec([None, *array.shape[1:]], array.dtype), data
        )
        kind = (self._kind, repr(specs))
        if kind not in self._traces:
            trace = functools.partial(self._trace, specs)
            self._traces[kind] = sharing.trace_for(self._model, kind, trace)
        traced, size = self._traces[kind], tf.constant(batch_size, tf.int32)
        pace = Pace()

        def run(order, only_one_batch=False):
            order = order[:batch_size] if only_one_batch else order
            for first, last in pace.parts(-(-len(order) // batch_size)):
                rows = order[first * batch_size : last * batch_size]
                with _executor(traced):
                    arguments = data, tf.constant(rows, tf.int32), size
                    results, *steps = traced(*arguments, tf.constant(first > 0))
                for record, values in itertools.product(records, steps):
                    record(traced.recorded, values.numpy())
            return _as_floats(results)

        return run

    def _trace(self, specs):
        """Trace the pass for data of these shapes."""
        order, size = tf.TensorSpec([None], tf.int32), tf.TensorSpec([], tf.int32)
        goes_on = tf.TensorSpec([], tf.bool)
        function = self._function.get_concrete_function(specs, order, size, goes_on)
        return sharing.Trace(
            function,
            function.captured_inputs,
            self._calls_functions,
            tuple(self._recorded_names),
        )

    def _run(self, data, order, batch_size, goes_on):
        """Run the step on all batches; return the metrics and what was recorded.

        If the epoch `goes_on` from earlier batches, the metrics keep their values.
        """
        _reset_metrics(self._model, goes_on)
        num_examples = tf.size(order)
        num_steps = (num_examples + batch_size - 1) // batch_size
        steps = [tf.TensorArray(tf.float32, num_steps)] * self._is_recorded

        def next_batch(start, *steps):
            values = self._run_step(data, order[start : start + batch_size])
            steps = [each.write(start // batch_size, values) for each in steps]
            return start + batch_size, *steps

        end, *steps = tf.while_loop(
            lambda start, *_: start < num_examples,
            next_batch,
            [0, *steps],
            parallel_iterations=1,
        )
        keras_inside.keep_as_one_operation(end.op)
        results = self._model.get_metrics_result()
        if self._logged != set(results):
            raise OwnLogsError(sorted(self._logged))
        return results, *(each.stack() for each in steps)

    def _run_step(self, data, rows):
        """Run the step on some rows; return the values to record, if there are any."""
        batch = keras.tree.map_structure(lambda array: tf.gather(array, rows), data)
        logs, values = self._step(batch), {}
        if self._is_recorded:
            logs, values = logs
        self._logged, self._recorded_names = set(logs), list(values)
        operations = rows.graph.get_operations()
        self._calls_functions |= any(each.type.endswith(_CALLS) for each in operations)
        return tf.stack([*values.values()]) if values else None


def _executor(traced):
    """Return a context in which operations run one after the other, if they can.

    The operations of a small network are shorter than the time it takes to hand
    them to another thread. Each operation may still use all cores. Operations that
    call functions could wait for a thread forever, and a GPU works asynchronously:
    both keep TensorFlow's default.
    """
    if traced.calls_functions or tf.config.list_physical_devices("GPU"):
        return contextlib.nullcontext()
    return keras_inside.in_one_thread()


def _reset_metrics(model, goes_on):
    """Reset the metrics of a model, unless the epoch goes on."""
    variables = model.metrics_variables
    before = [tf.identity(variable.value) for variable in variables]
    model.reset_metrics()
    for variable, value in zip(variables, before, strict=True):
        variable.assign(tf.where(goes_on, value, variable.value))


def _as_floats(results):
    """Return metrics as Keras's callbacks get them: floats, sorted by name."""
    floats = {}
    for name, value in sorted(results.items()):
        if isinstance(value, dict):
            floats |= _as_floats(value)
        else:
            is_number = len(getattr(value, "shape", ())) == 0
            floats[name] = float(value) if is_number else value
    return floats


def _train_step(model):
    """Return the model's `train_step`, reading step counter and learning rate once.

    Keras's optimizers read them once per weight array, and TensorFlow cannot know that
    the values are the same. Keras's own step does not change them before the update.
    """
    is_keras_step = type(model).train_step is keras.Model.train_step
    if not (is_keras_step and plain.is_keras(type(model.optimizer))):
        return model.train_step
    names = ("iteration", "learning_rate")
    counters = [each.value for each in model.optimizer.variables if each.name in names]

    def step(batch):
        with keras_inside.read_once(counters):
            return model.train_step(batch)

    return step


class Pace:
    """Cut an epoch into parts of about a quarter of a second.

    Python takes an interrupt only between two calls of a compiled function.
    """

    def __init__(self):
        self._steps, self._is_first = 16, True

    def parts(self, num_steps):
        """Yield the first and the last step of each part; time what runs meanwhile.

        The first call of all is no measure, since TensorFlow makes the function ready.
        """
        done = 0
        while done < num_steps:
            size = min(self._steps, num_steps - done)
            began = time.perf_counter()
            yield done, done + size
            seconds = max(time.perf_counter() - began, 1e-6)
            if not self._is_first:
                self._steps = max(1, min(int(size * _SECONDS / seconds), 8 * size))
            self._is_first = False
            done += size

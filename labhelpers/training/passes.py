"""One pass over the data as one compiled function, for training and for validation.

The pass is a loop, inside TensorFlow, over Keras's own `train_step` or `test_step`, so
the optimizer, loss, metrics, regularizers and layer statistics are Keras's.
"""

import contextlib

from tensorflow.python.eager import context

from labhelpers._quiet import keras, tf

_ATTRIBUTE = "_labhelpers_passes"


class OwnLogsError(Exception):
    """The model's step returns logs of its own, which a compiled pass cannot follow."""


class Passes:
    """The compiled training and validation pass of one compiled Keras model.

    Args:
        model: compiled and built Keras model.
    """

    def __init__(self, model):
        self.compile_config = model._compile_config
        self.optimizer = model.optimizer
        self.train = tf.function(_over_batches(model, model.train_step))
        self.validate = tf.function(_over_batches(model, model.test_step))

    @classmethod
    def of(cls, model):
        """Return the passes of `model`, new ones if it was compiled since."""
        passes = vars(model).get(_ATTRIBUTE)
        if (
            passes is None
            or passes.compile_config is not model._compile_config
            or passes.optimizer is not model.optimizer
        ):
            passes = cls(model)
            vars(model)[_ATTRIBUTE] = passes
        return passes


def traced(compiled_pass, data, batch_size):
    """Trace a pass for data like `data`, with any number of examples.

    Args:
        compiled_pass: `Passes.train` or `Passes.validate`.
        data: packed tensors.
        batch_size: examples per step.

    Returns:
        Function `run(order, only_one_batch=False)` that visits the rows in this order
        and returns the metrics' values by name. One batch is what `model.fit` trains
        when a callback stops the training before the epoch has begun.
    """
    specs = keras.tree.map_structure(
        lambda array: tf.TensorSpec([None, *array.shape[1:]], array.dtype), data
    )
    integers, integer = tf.TensorSpec([None], tf.int32), tf.TensorSpec([], tf.int32)
    with _one_thread_per_pass():
        concrete = compiled_pass.get_concrete_function(specs, integers, integer)

    size = tf.constant(batch_size, tf.int32)

    def run(order, only_one_batch=False):
        order = order[:batch_size] if only_one_batch else order
        with _one_thread_per_pass():
            return concrete(data, tf.constant(order, tf.int32), size)

    return run


def _over_batches(model, step):
    """Return a function that runs `step` on one batch after the other."""
    if model.jit_compile:
        step = tf.function(step, jit_compile=True)

    @tf.autograph.experimental.do_not_convert
    def run_pass(data, order, batch_size):
        def next_batch(start):
            rows = order[start : start + batch_size]
            logs = step(keras.tree.map_structure(lambda a: tf.gather(a, rows), data))
            if set(logs) != set(model.get_metrics_result()):
                raise OwnLogsError(sorted(logs))
            return start + batch_size

        tf.while_loop(
            lambda start: start < tf.size(order), next_batch, [0], parallel_iterations=1
        )
        return model.get_metrics_result()

    return run_pass


def _one_thread_per_pass():
    """Return a context in which TensorFlow runs operations one after the other.

    The operations of a small network are shorter than the time it takes to hand them to
    another thread, which halves the speed. Each operation may still use all cores. A
    GPU works asynchronously and keeps TensorFlow's default.
    """
    if tf.config.list_physical_devices("GPU"):
        return contextlib.nullcontext()
    return context.function_executor_type("SINGLE_THREADED_EXECUTOR")

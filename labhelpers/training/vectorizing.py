"""What TensorFlow's vectorised map lacks and Keras needs.

`Bitcast` is part of Keras's accuracy, and the two random operations draw the masks of
`keras.layers.Dropout`. Each model of a stack draws the very masks that it would draw
alone. XLA's own operations would draw others: for XLA they are written out here in
integer operations; without it, TensorFlow's run once per model.

Source:
    Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3",
    section 4 (Philox 4x32-10); seeds and floats in TensorFlow's convention.
"""

import contextlib
import contextvars

from labhelpers._quiet import tf
from labhelpers.training import keras_inside

_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_KEY_STEPS = (0x9E3779B9, 0xBB67AE85)
_SEED_KEY = (0x3EC8F720, 0x02461E29)
_ROUNDS = 10
_wrap = keras_inside.found("wrap")
_under_xla = contextvars.ContextVar("under_xla", default=False)


@contextlib.contextmanager
def for_xla(xla):
    """Say, while something is traced, whether XLA is going to compile it."""
    token = _under_xla.set(xla)
    try:
        yield
    finally:
        _under_xla.reset(token)


def key_and_counter(seeds):
    """Return where Philox starts for seeds of shape (..., 2).

    The uint64 tensors of shapes (..., 1) and (..., 2) are those that
    `tf.raw_ops.StatelessRandomGetKeyCounter` gives for each seed.
    """
    seeds = tf.bitcast(tf.cast(seeds, tf.int64), tf.uint64)
    counter = [*_halves(seeds[..., 0]), *_halves(seeds[..., 1])]
    mixed = _philox(counter, [_word(part) for part in _SEED_KEY])
    low = tf.zeros_like(mixed[0])
    counter = tf.stack([low, _joined(mixed[2], mixed[3])], axis=-1)
    return _joined(mixed[0], mixed[1])[..., tf.newaxis], counter


def uniform(shape, key, counter):
    """Return numbers from 0 to 1 of this shape for each key and counter.

    They are those of `tf.raw_ops.StatelessRandomUniformV2`, float32. `key` and
    `counter` have the shapes that `key_and_counter` gives them.
    """
    size = tf.TensorShape(shape).num_elements()
    groups = tf.range((size + 3) // 4, dtype=tf.int64)
    low = counter[..., :1] + tf.bitcast(groups, tf.uint64)
    high = tf.broadcast_to(counter[..., 1:], tf.shape(low))
    words = _philox([*_halves(low), *_halves(high)], _halves(key))
    words = tf.reshape(tf.stack(words, axis=-1), [*key.shape[:-1], -1])
    words = tf.reshape(words[..., :size], [*key.shape[:-1], *shape])
    mantissas = tf.cast(tf.bitwise.bitwise_and(words, _word(0x7FFFFF)), tf.uint32)
    one = tf.constant(0x3F800000, tf.uint32)
    return tf.bitcast(tf.bitwise.bitwise_or(mantissas, one), tf.float32) - 1.0


def _philox(counter, key):
    """Return the four 32-bit words that follow from a counter and a key, as uint64."""
    xor = tf.bitwise.bitwise_xor
    for _ in range(_ROUNDS):
        products = [
            _halves(word * _word(multiplier))
            for word, multiplier in zip(counter[::2], _MULTIPLIERS, strict=True)
        ]
        (low_0, high_0), (low_1, high_1) = products
        counter = [
            xor(xor(high_1, counter[1]), key[0]),
            low_1,
            xor(xor(high_0, counter[3]), key[1]),
            low_0,
        ]
        steps = zip(key, _KEY_STEPS, strict=True)
        key = [_halves(part + _word(step))[0] for part, step in steps]
    return counter


def _word(number):
    return tf.constant(number, tf.uint64)


def _halves(words):
    """Return the lower and the upper 32 bits of uint64 words, as uint64."""
    lower = tf.bitwise.bitwise_and(words, _word(0xFFFFFFFF))
    return [lower, tf.bitwise.right_shift(words, _word(32))]


def _joined(lower, upper):
    return tf.bitwise.bitwise_or(lower, tf.bitwise.left_shift(upper, _word(32)))


def _convert_bitcast(pfor_input):
    kind = pfor_input.get_attr("type")
    return _wrap(tf.bitcast(pfor_input.stacked_input(0), kind), True)


def _convert_key_and_counter(pfor_input):
    seeds = pfor_input.stacked_input(0)
    if _under_xla.get():
        return [_wrap(each, True) for each in key_and_counter(seeds)]
    draw = tf.raw_ops.StatelessRandomGetKeyCounter
    each = [draw(seed=seed) for seed in tf.unstack(seeds)]
    return [_wrap(tf.stack(parts), True) for parts in zip(*each, strict=True)]


def _convert_uniform(pfor_input):
    shape = pfor_input.unstacked_input(0)
    if pfor_input.get_attr("dtype") != tf.float32:
        raise ValueError("pfor draws float32 numbers.")
    keys, counters = pfor_input.stacked_input(1), pfor_input.stacked_input(2)
    if _under_xla.get():
        shape = tf.get_static_value(shape)
        if shape is None:
            raise ValueError("XLA draws numbers of a shape known in advance.")
        return _wrap(uniform(shape, keys, counters), True)
    algorithm = pfor_input.unstacked_input(3)
    each = [
        tf.raw_ops.StatelessRandomUniformV2(
            shape=shape, key=key, counter=counter, alg=algorithm
        )
        for key, counter in zip(tf.unstack(keys), tf.unstack(counters), strict=True)
    ]
    return _wrap(tf.stack(each), True)


for _operation, _convert in {
    "Bitcast": _convert_bitcast,
    "StatelessRandomGetKeyCounter": _convert_key_and_counter,
    "StatelessRandomUniformV2": _convert_uniform,
}.items():
    # It is missing if TensorFlow moved it; a later TensorFlow may have the operation.
    if keras_inside.found("RegisterPFor"):
        with contextlib.suppress(KeyError):
            keras_inside.found("RegisterPFor")(_operation)(_convert)

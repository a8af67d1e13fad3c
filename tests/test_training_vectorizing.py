"""The random numbers of stacked models are TensorFlow's own, bit by bit."""

import numpy as np
import pytest
import tensorflow as tf

from labhelpers.training import vectorizing

SEEDS = np.array([[0, 0], [123456, 7], [-5, 3], [2**31 - 1, 99]])


@pytest.mark.parametrize("dtype", [tf.int32, tf.int64])
def test_keys_and_counters_are_tensorflow_s(dtype):
    keys, counters = vectorizing.key_and_counter(tf.constant(SEEDS, dtype))
    for seed, key, counter in zip(SEEDS, keys, counters, strict=True):
        expected = tf.raw_ops.StatelessRandomGetKeyCounter(
            seed=tf.constant(seed, dtype)
        )
        np.testing.assert_array_equal(key, expected.key)
        np.testing.assert_array_equal(counter, expected.counter)


@pytest.mark.parametrize("jit_compile", [False, True])
@pytest.mark.parametrize("shape", [(1,), (7,), (27, 64), (3, 4, 5)])
def test_uniform_numbers_are_tensorflow_s_under_xla_too(shape, jit_compile):
    @tf.function(jit_compile=jit_compile)
    def draw(seeds):
        return vectorizing.uniform(shape, *vectorizing.key_and_counter(seeds))

    for seed, drawn in zip(SEEDS, draw(tf.constant(SEEDS, tf.int32)), strict=True):
        expected = tf.random.stateless_uniform(shape, tf.constant(seed, tf.int32))
        np.testing.assert_array_equal(drawn, expected)


@pytest.mark.parametrize("xla", [False, True])
def test_a_vectorised_map_drops_what_each_call_alone_would_drop(xla):
    def drop(seed):
        return tf.nn.experimental.stateless_dropout(tf.ones((5, 6)), 0.4, seed)

    @tf.function(jit_compile=xla)
    def drop_all(seeds):
        return tf.vectorized_map(drop, seeds, fallback_to_while_loop=False)

    seeds = tf.constant(SEEDS, tf.int32)
    with vectorizing.for_xla(xla):
        dropped = drop_all(seeds)
    np.testing.assert_array_equal(dropped, [drop(seed) for seed in seeds])

"""The reference network 64-64-64-10 in JAX: an epoch jitted, for one or many models."""

import functools

import jax
import jax.numpy as jnp

SIZES = [(64, 64), (64,), (64, 64), (64,), (64, 10), (10,)]


def initial_state(key):
    """Return weights and Adam's moments and step counter."""
    keys = jax.random.split(key, len(SIZES))
    weights = [
        jax.random.uniform(k, size, minval=-0.2, maxval=0.2)
        for k, size in zip(keys, SIZES, strict=True)
    ]
    zeros = [jnp.zeros_like(weight) for weight in weights]
    return weights, zeros, zeros, jnp.zeros(())


def compiled_epoch(batch_size, num_models=None):
    """Return a function that trains for an epoch and evaluates.

    Args:
        batch_size: Examples per step.
        num_models: None for one model; else states, learning rates and orders have a
            leading axis, and the epoch is vmapped over it.

    Returns:
        Function of a state, a learning rate, the order of the examples, the training
        and the validation set, to the next state and the four metrics.
    """
    epoch = functools.partial(_epoch, batch_size)
    if num_models:
        epoch = jax.vmap(epoch, in_axes=(0, 0, 0, None, None))
    return jax.jit(epoch)


def _epoch(batch_size, state, learning_rate, order, data, validation):
    full = len(order) - len(order) % batch_size

    def step(state, rows):
        batch = [array[rows] for array in data]
        (_, measures), gradients = _gradients(state[0], *batch)
        return _adam(state, gradients, learning_rate), measures

    state, measures = jax.lax.scan(step, state, order[:full].reshape(-1, batch_size))
    total = measures.sum(axis=0)
    if full < len(order):
        state, measures = step(state, order[full:])
        total += measures
    _, validation_measures = _loss(state[0], *validation)
    num_validation = len(validation[1])
    return state, (total / len(order), validation_measures / num_validation)


def _loss(weights, x, y):
    """Return the mean loss, and summed loss and number of correct predictions."""
    for kernel, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        x = jax.nn.relu(x @ kernel + bias)
    logits = x @ weights[-2] + weights[-1]
    losses = -jax.nn.log_softmax(logits)[jnp.arange(len(y)), y]
    correct = logits.argmax(axis=1) == y
    return losses.mean(), jnp.stack([losses.sum(), correct.sum()])


_gradients = jax.value_and_grad(_loss, has_aux=True)


def _adam(state, gradients, learning_rate):
    weights, first, second, step = state
    step += 1
    rate = learning_rate * jnp.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    first = [m + 0.1 * (g - m) for m, g in zip(first, gradients, strict=True)]
    second = [v + 0.001 * (g * g - v) for v, g in zip(second, gradients, strict=True)]
    weights = [
        w - rate * m / (jnp.sqrt(v) + 1e-7)
        for w, m, v in zip(weights, first, second, strict=True)
    ]
    return weights, first, second, step

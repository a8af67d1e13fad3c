"""Check the exercises of lab 02."""

import functools
import itertools

from labhelpers.checks import _far_network, _networks
from labhelpers.checks._answers import (
    call,
    compare,
    fresh_generator,
    hint_of,
    known,
)
from labhelpers.checks._computing import fault_in_outputs, fault_in_training
from labhelpers.checks._verdict import Hint, StudentError, exercise
from labhelpers.mistakes import parameters as mistakes

WORDS = ("hyperparameter", "parameter", "neither")


@exercise
def count(answer):
    """Check `my_count(sizes)` on two to six random sizes, equal ones among them."""
    generator = fresh_generator()
    sizes = [generator.permutation(range(3, 30))[:size] for size in (2, 3, 4, 6)]
    sizes.append(sizes[2][[0, 1, 1, 1, 0]])  # layers of one size, one pair twice
    compare_on = functools.partial(
        compare,
        answer,
        lambda sizes: sum((n + 1) * m for n, m in itertools.pairwise(sizes)),
        names=["the count"],
        mistakes=known(mistakes, "count"),
    )
    try:
        compare_on([(each.tolist(),) for each in sizes])  # lists, as on the page
    except StudentError:
        compare_on([(each,) for each in sizes])  # what computes with arrays may do so
    return "The count is right for networks of one to five layers."


@exercise
def counts(answer):
    """Check `my_counts(size, channels, kernel_size, filters)` on random networks."""
    generator = fresh_generator()
    cases = []
    for kernel_size in (3, 4, 5, 6):  # an even kernel leaves the image as it is, too
        others = [n for n in range(2, 12) if n != kernel_size]
        size, channels, filters = (int(n) for n in generator.permutation(others)[:3])
        cases.append((size, channels, kernel_size, filters))
    compare(
        answer,
        lambda size, channels, kernel_size, filters: (
            (kernel_size**2 * channels + 1) * filters,
            (size**2 * filters + 1) * 10,
        ),
        cases,
        names=["convolution", "dense"],
        mistakes=known(mistakes, "counts"),
    )
    return "Both counts are right for random images, channels, kernels and filters."


@exercise
def kinds(answer):
    """Check `my_kinds()`, a dict from each kind to the list of its quantities."""
    received = _kinds(call(answer))
    if received == mistakes.KINDS:
        return "All twenty quantities are of the kind that you say."
    usual = [(mistake, mistake()) for mistake in known(mistakes, "kinds")]
    for mistake, kinds in usual:
        if kinds == received:
            raise Hint(hint_of(mistake))
    wrong = [name for name, kind in mistakes.KINDS.items() if received[name] != kind]
    for mistake, kinds in usual:
        changed = [name for name in kinds if kinds[name] != mistakes.KINDS[name]]
        if len(changed) == 1 and kinds[changed[0]] == received[changed[0]]:
            raise Hint(hint_of(mistake))
    raise Hint(
        f"`{wrong[0]}` is not of this kind: do you give it its value, does the "
        "gradient, or something else?"
    )


@exercise
def model(answer):
    """Check `my_model` by what its networks compute; their layers only give the hint.

    The arguments are random and none is the number that `fixed_model` has.
    """
    generator = fresh_generator()
    activations = generator.permutation(_networks.ACTIVATIONS)
    for num_layers, activation in zip((3, 1, 4, 0), [*activations, "elu"], strict=True):
        settings = _networks.settings(generator, num_layers)
        settings |= {"activation": str(activation)}
        _judge(_built(answer, settings), settings, fault_in_outputs)
    settings = _networks.settings(generator, num_layers=2)
    settings |= {"rate": 0.0}  # so that no chance is left in a step
    built = _built(answer, settings)
    _judge(built, settings, fault_in_training)
    if _networks.has_options(built):
        raise Hint(_networks.NO_MORE)
    return "Layers, filters, kernels, activation, dropout and learning rate follow."


def _built(answer, settings):
    """Return the network that the answer builds; it may be in another process."""
    return _far_network.reached(call(answer, *settings.values()))


def _judge(built, settings, find_fault):
    """Raise a hint if a network does not compute what is asked for."""
    _networks.require_model(built)
    fault = find_fault(built, settings, fresh_generator())
    if fault is None:
        return
    wrong = _networks.difference(built, settings)
    for mistake in known(mistakes, "model"):
        if wrong and mistake.__name__ == f"model__{wrong.kind}":
            raise Hint(hint_of(mistake))
    raise Hint(wrong.sentence if wrong else fault)


def _kinds(received):
    """Return an answer as a dict from every quantity to a known word.

    A dict from each name to its kind is taken, too.
    """
    wanted = "a dict from each of the three kinds to the list of its quantities"
    try:
        pairs = dict(received).items()
        keys = {_plain(key) for key, _ in pairs}
        if not keys & set(mistakes.KINDS):
            _require_lists(pairs)
            pairs = [(name, kind) for kind, names in pairs for name in names]
            _refuse_twice([_plain(name) for name, _ in pairs])
        plain = {_plain(name): _plain(kind) for name, kind in pairs}
    except (TypeError, ValueError):
        raise Hint(f"Return {wanted}; received {type(received).__name__}.") from None
    for name, kind in plain.items():
        if name not in mistakes.KINDS:
            raise Hint(f"`{name[:40]}` is none of the twenty names of the exercise.")
        if kind not in WORDS:
            raise Hint(f"`{name}` needs one of the words {', '.join(WORDS)}.")
    for name in mistakes.KINDS:
        if name not in plain:
            raise Hint(f"Return {wanted}; `{name}` is missing.")
    return plain


def _require_lists(pairs):
    """Raise a hint unless the keys are the three kinds, each with several names."""
    for key, names in pairs:
        if _plain(key) not in WORDS:
            raise Hint(f"`{_plain(key)[:40]}` is none of the kinds {', '.join(WORDS)}.")
        if isinstance(names, str | int | float):
            kind = type(names).__name__
            raise Hint(f"`{_plain(key)}` needs a list of quantities; received {kind}.")


def _refuse_twice(names):
    """Raise if a name stands in two places: the last would count."""
    for name in names:
        if names.count(name) > 1:
            raise Hint(f"`{name[:40]}` stands in your lists twice: it has one kind.")


def _plain(word):
    return " ".join(str(word).lower().split())

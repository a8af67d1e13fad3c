"""Models that are compiled already, kept for others of the same graph and numbers."""

from collections import OrderedDict

KEPT_TEMPLATES = 8
_templates = OrderedDict()  # the models compiled last, by graph and numbers


def compiled_before(model, key):
    """Return a model of the same graph and numbers that is compiled, in the new state.

    The first model of its kind is returned as it is, and kept for the next.
    """
    template = _templates.setdefault(key, model)
    _templates.move_to_end(key)
    while len(_templates) > KEPT_TEMPLATES:
        _templates.popitem(last=False)
    if template is not model:
        model.optimizer.build(model.trainable_variables)
        for source, target in zip(
            (*model.variables, *model.optimizer.variables),
            (*template.variables, *template.optimizer.variables),
            strict=True,
        ):
            target.assign(source)
    return template

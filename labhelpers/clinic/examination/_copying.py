"""Copy a compiled model, so that the reader's own stays as it is."""

from labhelpers._quiet import keras, tf


class Scaled(keras.optimizers.schedules.LearningRateSchedule):
    """Multiply a schedule by a factor that can be changed between trainings."""

    def __init__(self, schedule, factor):
        self.schedule, self.factor = schedule, factor

    def __call__(self, step):
        """Return the learning rate of a step."""
        return self.factor * tf.cast(self.schedule(step), tf.float32)

    def get_config(self):
        """Return what belongs to the schedule below."""
        return self.schedule.get_config()


class Copy:
    """A compiled twin of a model, which can be put back to its start.

    A sequential or functional model is cloned. A subclassed one cannot be: there a new
    model is laid around it, and `close` gives its weights their old values.

    Attributes:
        model: The compiled twin.
        schedule: The schedule of the learning rate, or None.
    """

    def __init__(self, model, x, y):
        self._lent = []
        try:
            self._make(model, x, y)
        except BaseException:
            self.close()
            raise

    def _make(self, model, x, y):
        twin = _twin(model, x)
        if twin is None:
            self._lent = [(each, each.numpy()) for each in model.variables]
            inputs = keras.Input(x.shape[1:], dtype=x.dtype.name)
            twin = keras.Model(inputs, model(inputs))
        optimizer, self.schedule, self._factor = _optimizer(model.optimizer)
        twin.compile(optimizer, model.loss)
        self.model = twin
        twin._symbolic_build(data_batch=(x[:2], y[:2]))
        _take_over(optimizer, model.optimizer)
        self._rate = None if self.schedule else float(optimizer.learning_rate)
        self._start = [(each, each.numpy()) for each in self._variables()]

    def restart(self, factor=1.0):
        """Put everything back to the start; multiply the learning rate by a factor."""
        for variable, value in self._start:
            variable.assign(value)
        self._factor.assign(factor)
        if self._rate is not None:
            self.model.optimizer.learning_rate = self._rate * factor

    def put_back(self, state):
        """Give the variables the values that `state` returned."""
        for variable, value in zip(self._variables(), state, strict=True):
            variable.assign(value)

    def state(self):
        """Return the values of all variables."""
        return [each.numpy() for each in self._variables()]

    def close(self):
        """Give what was lent its old values."""
        for variable, value in self._lent:
            variable.assign(value)

    def _variables(self):
        return [*self.model.variables, *self.model.optimizer.variables]


def _twin(model, x):
    """Return a clone with the same weights; None if the model is subclassed."""
    try:
        if not isinstance(model, keras.Sequential) and not getattr(
            model, "inputs", None
        ):
            return None
        twin = keras.models.clone_model(model)
    except Exception:  # a layer of the reader's own that does not know its arguments
        return None
    twin.trainable = model.trainable
    pairs = zip(model._flatten_layers(), twin._flatten_layers(), strict=True)
    for one, other in pairs:
        other.trainable = one.trainable
    if not twin.built:
        twin.build((None, *x.shape[1:]))
    if model.built:
        twin.set_weights(model.get_weights())
    return twin


def _optimizer(optimizer):
    """Return a copy of an optimizer, its schedule or None, and a factor."""
    factor = tf.Variable(1.0, trainable=False)
    copy = type(optimizer).from_config(optimizer.get_config())
    schedule = copy._learning_rate
    if not isinstance(schedule, keras.optimizers.schedules.LearningRateSchedule):
        return copy, None, factor
    copy._learning_rate = Scaled(schedule, factor)
    return copy, schedule, factor


def _take_over(copy, optimizer):
    """Let a copy go on where an optimizer that has trained stands."""
    if not optimizer.built:
        return
    pairs = list(zip(copy.variables, optimizer.variables, strict=False))
    if len(copy.variables) == len(optimizer.variables) and all(
        one.shape == other.shape for one, other in pairs
    ):
        for one, other in pairs:
            one.assign(other)

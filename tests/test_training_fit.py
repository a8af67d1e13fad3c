"""`training.fit` is held to `model.fit`: same history, same weights."""

import numpy as np
import pytest
import tensorflow as tf
from both_ways import assert_equals_model_fit
from tensorflow import keras

from labhelpers import training

layers = keras.layers
optimizers = keras.optimizers
NUM_FEATURES, NUM_CLASSES = 8, 3


@pytest.fixture(scope="module")
def data():
    generator = np.random.default_rng(0)
    x = generator.normal(size=(90, NUM_FEATURES))
    y = np.argmax(x[:, :NUM_CLASSES] + generator.normal(size=(90, 3)), axis=1)
    return {"x": x[:60], "y": y[:60], "validation_data": (x[60:], y[60:])}


def network(*hidden):
    hidden = hidden or [layers.Dense(7, activation="relu")]
    output = layers.Dense(NUM_CLASSES, activation="softmax")
    return keras.Sequential([keras.Input((NUM_FEATURES,)), *hidden, output])


def compiled(model, optimizer="sgd", **arguments):
    defaults = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(optimizer=optimizer, **defaults | arguments)
    return model


class AddsLoss(layers.Layer):
    def call(self, inputs):
        self.add_loss(0.1 * keras.ops.mean(inputs**2))
        return inputs


class TrainsTwiceOnEachBatch(keras.Sequential):
    def train_step(self, data):
        super().train_step(data)
        return super().train_step(data)


class LogsSomethingElse(keras.Sequential):
    def train_step(self, data):
        return {"twice the loss": 2 * super().train_step(data)["loss"]}


MODELS = {
    "convolutional": lambda: network(
        layers.Reshape((NUM_FEATURES, 1)), layers.Conv1D(4, 3), layers.Flatten()
    ),
    "batch-normalized": lambda: network(layers.Dense(7), layers.BatchNormalization()),
    "with dropout": lambda: network(layers.Dropout(0.2), layers.GaussianNoise(0.3)),
    "with penalties": lambda: network(
        layers.Dense(7, kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02)),
        layers.ActivityRegularization(l2=0.01),
        AddsLoss(),
    ),
    "constrained and partly frozen": lambda: network(
        layers.Dense(7, kernel_constraint=keras.constraints.MaxNorm(0.5)),
        layers.Dense(7, trainable=False),
    ),
    "recurrent": lambda: network(layers.Reshape((4, 2)), layers.GRU(4)),
    "not built yet": lambda: keras.Sequential([layers.Dense(3, "softmax")]),
    "with its own step": lambda: TrainsTwiceOnEachBatch(network().layers),
    "with its own logs": lambda: LogsSomethingElse(network().layers),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_trains_as_under_model_fit(name, data):
    assert_equals_model_fit(lambda: compiled(MODELS[name]()), data)


OPTIMIZERS = {
    "SGD with a schedule": lambda: optimizers.SGD(
        optimizers.schedules.ExponentialDecay(0.5, decay_steps=2, decay_rate=0.5),
        momentum=0.9,
        nesterov=True,
    ),
    "AdamW with clipped gradients": lambda: optimizers.AdamW(
        0.01, weight_decay=0.1, amsgrad=True, global_clipnorm=0.1
    ),
    "Nadam": lambda: optimizers.Nadam(0.01),
    "RMSprop": lambda: optimizers.RMSprop(0.01, centered=True),
    "Adam with averaged weights": lambda: optimizers.Adam(
        0.01, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=3
    ),
    "Adam with accumulated gradients": lambda: optimizers.Adam(
        0.01, gradient_accumulation_steps=3
    ),
    "Adagrad with a scaled loss": lambda: optimizers.LossScaleOptimizer(
        optimizers.Adagrad(0.01)
    ),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_takes_the_steps_it_takes_under_model_fit(name, data):
    assert_equals_model_fit(lambda: compiled(network(), OPTIMIZERS[name]()), data)


def mean_confidence(y_true, y_pred):
    return keras.ops.max(y_pred, axis=-1)


def test_metrics_of_every_kind_and_weights_give_the_values_of_model_fit(data):
    def build():
        cross_entropy = keras.metrics.SparseCategoricalCrossentropy()
        return compiled(
            network(),
            metrics=["accuracy", mean_confidence],
            weighted_metrics=["accuracy", cross_entropy],
        )

    weights = np.linspace(0, 2, 60)
    x_val, y_val = data["validation_data"]
    assert_equals_model_fit(
        build,
        data,
        {"sample_weight": weights, "validation_data": (x_val, y_val, weights[:30])},
        {"class_weight": {0: 0.5, 2: 3.0}},
    )


def test_several_inputs_may_be_a_list_and_several_outputs_are_trained_too(data):
    def build(num_outputs):
        inputs = [keras.Input((NUM_FEATURES,)), keras.Input((NUM_FEATURES,))]
        joined = layers.Concatenate()(inputs)
        outputs = [layers.Dense(3, name=f"out{n}")(joined) for n in range(num_outputs)]
        model = keras.Model(inputs, outputs if num_outputs > 1 else outputs[0])
        model.compile(optimizer="sgd", loss=["mse"] * num_outputs)
        return model

    x, y = data["x"], np.eye(NUM_CLASSES)[data["y"]]
    one = {"x": [x, -x], "y": y, "validation_data": None}
    assert_equals_model_fit(lambda: build(1), one)
    assert_equals_model_fit(lambda: build(2), one | {"y": [y, 2 * y]})


def test_a_second_call_continues_and_other_shapes_are_trained_too(data):
    build = lambda: compiled(network(), optimizers.Adam(0.01))  # noqa: E731
    fewer = {"x": data["x"][:25], "y": data["y"][:25], "validation_data": None}
    later = {"initial_epoch": 2, "epochs": 4}
    assert_equals_model_fit(build, data, {}, later, fewer | {"batch_size": 100})


def test_validation_comes_after_the_epochs_that_model_fit_validates(data):
    build = lambda: compiled(network(), optimizers.Adam(0.01))  # noqa: E731
    plans = [{"validation_freq": plan, "epochs": 4} for plan in (2, [1, 4], 5)]
    later = {"validation_freq": 2, "initial_epoch": 3, "epochs": 6}
    assert_equals_model_fit(build, data, *plans, later)
    mended = training.fit(build(), **data, epochs=4, validation_freq=(2, 3))
    assert len(mended.history["val_loss"]) == 2


def test_a_loss_that_turns_nan_goes_on_as_nan(data):
    build = lambda: compiled(network(), optimizers.SGD(1e30), metrics=[])  # noqa: E731
    assert_equals_model_fit(build, data)


class Watcher(keras.callbacks.Callback):
    """Write down what a callback can see, and change what it can change."""

    def __init__(self, stop_at=None, stop_before=None):
        super().__init__()
        self.seen = []
        self.stop_at, self.stop_before = stop_at, stop_before

    def _see(self, name, *extra):
        optimizer = self.model.optimizer
        weights = np.sum([np.sum(w) for w in self.model.get_weights()])
        metric = float(self.model.metrics[0].result())
        step, rate = int(optimizer.iterations), float(optimizer.learning_rate)
        averages = getattr(optimizer, "_model_variables_moving_average", [])
        average = np.sum([np.sum(each) for each in averages])
        self.seen.append((name, *extra, step, rate, metric, weights, average))

    def on_train_begin(self, logs=None):
        self._see("train begins")

    def on_train_end(self, logs=None):
        self._see("train ends", *sorted(logs.items()))

    def on_epoch_begin(self, epoch, logs=None):
        self._see("epoch begins", epoch)
        if epoch == self.stop_before:
            self.model.stop_training = True

    def on_epoch_end(self, epoch, logs=None):
        self._see("epoch ends", epoch, *sorted(logs.items()))
        self.model.optimizer.learning_rate *= 0.5
        self.model.layers[0].bias.assign_add(np.full(7, 0.1, "float32"))
        if epoch == self.stop_at:
            self.model.stop_training = True

    def on_test_begin(self, logs=None):
        self._see("test begins")

    def on_test_end(self, logs=None):
        self._see("test ends", *sorted(logs.items()))


def words_and_numbers(watcher):
    """Return the words and, apart from them, the numbers in what a watcher has seen."""
    seen = keras.tree.flatten(watcher.seen)
    words = [each for each in seen if isinstance(each, str)]
    return words, [each for each in seen if not isinstance(each, str)]


@pytest.mark.parametrize("stops", [{}, {"stop_at": 1}, {"stop_before": 1}])
def test_a_callback_sees_and_changes_what_it_would_under_model_fit(stops, data):
    watchers = []

    def build():
        watchers.append(Watcher(**stops))
        return compiled(network(), optimizers.Adam(0.01, use_ema=True))

    assert_equals_model_fit(
        build, data, {"epochs": 3}, callbacks=lambda: [watchers[-1]]
    )
    (words, numbers), (expected_words, expected_numbers) = map(
        words_and_numbers, watchers
    )
    assert words == expected_words
    np.testing.assert_allclose(numbers, expected_numbers, rtol=1e-5, atol=1e-5)


CALLBACKS = {
    "EarlyStopping": lambda _: keras.callbacks.EarlyStopping(
        "val_loss", patience=1, min_delta=0.05, restore_best_weights=True
    ),
    "ReduceLROnPlateau": lambda _: keras.callbacks.ReduceLROnPlateau(
        "loss", factor=0.1, patience=1, min_delta=0.05
    ),
    "LearningRateScheduler": lambda _: keras.callbacks.LearningRateScheduler(
        lambda epoch, rate: rate / (epoch + 1)
    ),
    "ModelCheckpoint": lambda path: keras.callbacks.ModelCheckpoint(
        path / "best.weights.h5", save_best_only=True, save_weights_only=True
    ),
    "SwapEMAWeights": lambda _: keras.callbacks.SwapEMAWeights(),
    "TerminateOnNaN": lambda _: keras.callbacks.TerminateOnNaN(),
}


@pytest.mark.parametrize("name", CALLBACKS)
def test_a_keras_callback_acts_as_under_model_fit(name, data, tmp_path):
    arguments = {
        "learning_rate": 1e30 if name == "TerminateOnNaN" else 0.3,
        "use_ema": name == "SwapEMAWeights",
    }
    assert_equals_model_fit(
        lambda: compiled(network(), optimizers.SGD(**arguments), metrics=[]),
        data,
        {"epochs": 5},
        callbacks=lambda: [CALLBACKS[name](tmp_path)],
    )
    assert (name == "ModelCheckpoint") == (tmp_path / "best.weights.h5").exists()


CALLS = {
    "a split": {"validation_split": 0.3},
    "a split and weights of classes": {
        "validation_split": 0.3,
        "class_weight": {0: 2.0, 1: 0.5, 2: 1.0},
    },
    "a split and weights of examples": {
        "validation_split": 0.3,
        "sample_weight": np.linspace(0, 1, 60),
    },
    "a split beside a set": {"validation_split": 0.3},
    "no batch size": {"batch_size": None},
    "steps in an epoch": {"batch_size": None, "steps_per_epoch": 4},
    "batches of a validation": {"validation_batch_size": 7, "validation_steps": 2},
}


@pytest.mark.parametrize("name", CALLS)
def test_an_argument_means_what_it_means_to_model_fit(name, data):
    call = CALLS[name]
    if "validation_split" in call and name != "a split beside a set":
        call = call | {"validation_data": None}
    assert_equals_model_fit(lambda: compiled(network()), data, call)


def test_a_batch_size_beyond_all_examples_is_one_batch(data):
    def weights(batch_size):
        keras.utils.set_random_seed(1)
        model = compiled(network())
        training.fit(model, **data, batch_size=batch_size, shuffle=False)
        return model.get_weights()[0]

    np.testing.assert_array_equal(weights(2**40), weights(60))


def test_a_split_that_leaves_no_example_is_refused(data):
    with pytest.raises(ValueError, match="validation_split"):
        training.fit(compiled(network()), data["x"], data["y"], validation_split=1.0)


class Encoder(keras.Model):
    """A model that has a training step of its own and nothing to call."""

    def __init__(self):
        super().__init__()
        self.inner = network()
        self.mean = keras.metrics.Mean(name="size")

    def train_step(self, batch):
        x = batch[0] if isinstance(batch, tuple) else batch
        with tf.GradientTape() as tape:
            size = keras.ops.mean(self.inner(x) ** 2)
        weights = self.inner.trainable_variables
        self.optimizer.apply(tape.gradient(size, weights), weights)
        self.mean.update_state(size)
        return {"size": self.mean.result()}

    @property
    def metrics(self):
        return [self.mean]


@pytest.mark.parametrize("targets", [{"y": None}, {}], ids=["without", "with"])
def test_a_model_that_cannot_be_called_trains_by_its_own_step(targets, data):
    data = data | {"validation_data": None} | targets
    assert_equals_model_fit(lambda: compiled(Encoder(), loss=None, metrics=[]), data)


def test_a_loss_that_needs_no_targets_gets_none(data):
    hidden = lambda: [layers.Dense(4), AddsLoss()]  # noqa: E731
    model = lambda: compiled(network(*hidden()), loss=None, metrics=[])  # noqa: E731
    assert_equals_model_fit(model, {"x": data["x"], "y": None})

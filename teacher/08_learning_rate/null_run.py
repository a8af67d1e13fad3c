"""Take the effect out of every experiment, by the fewest words."""

NULL_RUNS = [
    {
        # fewer repeats and epochs, which change no cause
        "data=data, epochs=15)": "data=data, epochs=2, seeds=2)",
        "epochs=20,": "epochs=2, seeds=2,",
        "validation_freq=20": "validation_freq=2",
        # every training at one learning rate, whatever it was asked for
        "SGD(learning_rate)": "SGD(0.1)",
        # all batches have one size, and both losses of a step are those of its batch
        "choice(len(digits), size": "choice(len(digits), 32",
        "return loss, mean_loss(model, all_x, all_y)": (
            "return loss, mean_loss(model, x, y)"
        ),
        # the true 1/t is the inverse square root
        "inverse_time_decay(many": "inverse_sqrt_decay(many",
        # both readings of a range test are one, the best is far off, all layers train
        "+ 4] / 10": "+ 4] / 1",
        "rates_tried = [0.05, 0.1, 0.2, 0.4, 1.0, 2.0, 5.0, 10.0, 20.0]": (
            "rates_tried = [50.0, 60.0, 70.0]"
        ),
        '{"activation": "sigmoid"}': '{"activation": "relu"}',
    },
    {
        "data=data, epochs=15)": "data=data, epochs=4, seeds=2)",
        "epochs=20,": "epochs=2, seeds=2,",
        "validation_freq=20": "validation_freq=2",
        # every boundary in steps
        "3 * len(data.x_train)": "3 * steps_per_epoch",
        # another quantity in the place of the loss on all training digits
        "return loss, mean_loss(model, all_x, all_y)": (
            "return loss, 0 * mean_loss(model, all_x, all_y)"
        ),
        # cosine decay from zero
        "CosineDecay(learning_rate, num_steps)": "CosineDecay(0.0, num_steps)",
        # one network under all names
        '{"units": ()}': "{}",
    },
]

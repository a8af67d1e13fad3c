"""Train a patient of the clinic again whenever a slider moves."""

from labhelpers import clinic, plots
from labhelpers.widgets._view import View


def clinic_view(patient, *, seed, **values):
    """Return a view of the panel of one patient, with a slider per argument.

    Args:
        patient: A `clinic.Patient`.
        seed: An int; the seed of every training.
        **values: From argument of the training to the values of its slider; each
            starts at the middle one.

    Returns:
        A `View` that trains when a slider is let go.
    """

    def picture(**changes):
        run = clinic.train(patient, seed=seed, **changes)
        words = [
            f"{name.replace('_', ' ')} {value:g}" for name, value in changes.items()
        ]
        return plots.observation_picture(
            run.observation,
            title="The panel of a training with " + ", ".join(words),
            alt="Data, losses, learning rate, gradients, updates, activations, "
            "accuracies and first weights of one training with the chosen values.",
            image_shape=run.image_shape,
            accuracy=run.accuracy,
        )

    return View(picture, values, continuous=False)

"""Get diagnoses, remedies and the next move wrong in the usual ways."""


def _true_diagnoses():
    from labhelpers import clinic

    return {letter: patient.disease for letter, patient in clinic.ward().items()}


def _swapped(one, other):
    """Return the diagnoses with two diseases taken for each other."""
    names = {one: other, other: one}
    return {letter: names.get(name, name) for letter, name in _true_diagnoses().items()}


def _remedies(disease, remedy):
    """Return the right remedies, and another one for one disease."""
    from labhelpers import clinic

    return {
        letter: remedy if patient.disease == disease else patient.remedy
        for letter, patient in clinic.ward().items()
    }


def diagnoses__dead_for_rate_too_low():
    """Two patients hardly move: in one of them the units put out nothing at all."""
    return _swapped("dead units", "rate too low")


def diagnoses__sigmoid_for_dead():
    """Two patients lose their gradient: compare the activations of their layers."""
    return _swapped("sigmoid too deep", "dead units")


def diagnoses__labels_for_overfitting():
    """Two patients do best on training data: is either no better than chance in use?"""
    return _swapped("labels shuffled", "overfitting")


def diagnoses__softmax_for_underfitting():
    """Two patients stop at a high loss: compare their accuracies on training data."""
    return _swapped("softmax twice", "underfitting")


def diagnoses__leak_for_wrong_mode():
    """Two patients look well on held-out data: compare their accuracies in use."""
    return _swapped("validation leak", "wrong mode in use")


def diagnoses__sorted_for_rate_too_high():
    """Two patients have a restless loss: does a pattern return in every epoch?"""
    return _swapped("sorted, not shuffled", "rate too high")


def diagnoses__schedule_for_rate_too_high():
    """Two patients stay restless to the end: compare the size of their updates."""
    return _swapped("schedule that never fires", "rate too high")


def diagnoses__scaling_for_dead():
    """Two patients have silent units: compare the ranges of their features."""
    return _swapped("features not scaled", "dead units")


def remedies__nothing_changed():
    """A remedy changes nothing: compare its value with the patient's settings."""
    from labhelpers import clinic

    return {
        letter: {name: patient.settings[name] for name in patient.remedy}
        for letter, patient in clinic.ward().items()
    }


def remedies__two_arguments():
    """A remedy changes several arguments: then nobody knows which one was sick."""
    from labhelpers import clinic

    return {
        letter: {**patient.remedy, "dropout": 0.1}
        for letter, patient in clinic.ward().items()
    }


def remedies__more_epochs_for_dead_units():
    """A unit without gradient stays where it is, however long: ask what silenced it."""
    return _remedies("dead units", {"epochs": 30})


def remedies__more_units_for_shuffled_labels():
    """More units memorise labels better: do these labels belong to their inputs?"""
    return _remedies("labels shuffled", {"units": 64})


def remedies__smaller_rate_for_overfitting():
    """A smaller rate comes to the same fit later: count the training examples."""
    return _remedies("overfitting", {"learning_rate": 0.05})


def remedies__earlier_still_too_late():
    """The rate still has one value: compare the boundary with the last epoch."""
    return _remedies("schedule that never fires", {"decay_after": 25})


def next_move__held_out_first(training, held_out, wanted):
    """The held-out data are asked first: ask about the fit before."""
    if held_out < wanted:
        return "regularize"
    return "change the model" if training < wanted else "done"


def next_move__only_training(training, held_out, wanted):
    """The held-out accuracy is not looked at: two questions precede the end."""
    return "change the model" if training < wanted else "done"


def next_move__only_held_out(training, held_out, wanted):
    """The training accuracy is not looked at: where does the model fail first?"""
    return "change the model" if held_out < wanted else "done"


def next_move__remedies_swapped(training, held_out, wanted):
    """The remedies changed places: which one helps where the training data fail?"""
    if training < wanted:
        return "regularize"
    return "change the model" if held_out < wanted else "done"


def next_move__equal_is_not_enough(training, held_out, wanted):
    """An accuracy equal to the wanted one is sent back: look at the comparison."""
    if training <= wanted:
        return "change the model"
    return "regularize" if held_out <= wanted else "done"

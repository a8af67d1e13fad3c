"""Get diagnoses, remedies and the next move wrong in the usual ways.

While a check calls an answer, `clinic.diagnosis` is out of its reach; so these, which
stand in for answers, look where it looks.
"""


def _ward():
    """Return from disease to the letter of its patient and its settings."""
    from labhelpers import clinic
    from labhelpers.clinic._patients import case_of

    found = {}
    for letter, patient in clinic.ward().items():
        disease, settings = case_of(patient)
        found[disease] = letter, settings
    return found


def _asked(*diseases):
    """Return from disease to letter: patients A to G, or all if one of these is not."""
    from labhelpers.clinic import CORE

    letters = {disease: letter for disease, (letter, _) in _ward().items()}
    if set(diseases) <= set(CORE):
        return {disease: letters[disease] for disease in CORE}
    return letters


def _swapped(one, other):
    """Return all diagnoses, two patients taken for each other."""
    names = {letter: disease for disease, letter in _asked(one, other).items()}
    ward = _ward()
    return {**names, ward[one][0]: other, ward[other][0]: one}


def _remedy(disease, **remedy):
    """Return all remedies, one of which is wrong."""
    from labhelpers.clinic._patients import DISEASES

    letters = _asked(disease)
    right = {x: {DISEASES[d].argument: DISEASES[d].healthy} for d, x in letters.items()}
    return {**right, letters[disease]: remedy}


def _sick_arguments():
    """Return from letter to the sick argument and its value, for patients A to G."""
    from labhelpers.clinic._patients import DISEASES

    found = {}
    for disease, letter in _asked().items():
        argument = DISEASES[disease].argument
        found[letter] = {argument: _ward()[disease][1][argument]}
    return found


def diagnoses__dead_for_rate_too_low():
    """Two patients hardly move: compare their "activations: nine in ten"."""
    return _swapped("dead units", "rate too low")


def diagnoses__sigmoid_for_dead():
    """Two patients lose their gradient: compare last layers in "gradients: norm"."""
    return _swapped("sigmoid too deep", "dead units")


def diagnoses__sigmoid_for_rate_too_low():
    """Two patients learn nothing: compare the layers in "gradients: norm"."""
    return _swapped("sigmoid too deep", "rate too low")


def diagnoses__sigmoid_for_underfitting():
    """Two patients fit badly: compare first and last layer in "gradients: norm"."""
    return _swapped("sigmoid too deep", "underfitting")


def diagnoses__leak_for_overfitting():
    """Two patients fit all: compare held-out with training in "curves: loss"."""
    return _swapped("validation leak", "overfitting")


def diagnoses__scaling_for_rate_too_high():
    """Two patients overshoot: compare their "data: range of each feature"."""
    return _swapped("features not scaled", "rate too high")


def diagnoses__labels_for_overfitting():
    """Two patients do best on training data: "accuracy" in use against guessing."""
    return _swapped("labels shuffled", "overfitting")


def diagnoses__labels_for_underfitting():
    """Two patients stay far from right: compare training and held out in "accuracy"."""
    return _swapped("labels shuffled", "underfitting")


def diagnoses__softmax_for_underfitting():
    """Two patients stop at a high loss: compare their "accuracy" on training data."""
    return _swapped("softmax twice", "underfitting")


def diagnoses__leak_for_wrong_mode():
    """Two patients look well on held-out data: compare their "accuracy" in use."""
    return _swapped("validation leak", "wrong mode in use")


def diagnoses__leak_for_schedule():
    """Two patients seem well: compare the two lines of their "curves: loss"."""
    return _swapped("validation leak", "schedule that never fires")


def diagnoses__sorted_for_rate_too_high():
    """Two patients are restless: what returns in "loss of each mini-batch"?"""
    return _swapped("sorted, not shuffled", "rate too high")


def diagnoses__schedule_for_rate_too_high():
    """Two patients stay restless to the end: compare their "updates / weights"."""
    return _swapped("schedule that never fires", "rate too high")


def diagnoses__scaling_for_dead():
    """Two patients have silent units: compare their "data: range of each feature"."""
    return _swapped("features not scaled", "dead units")


def remedies__nothing_changed():
    """A remedy changes nothing: its value is the one that the patient came with."""
    return _sick_arguments()


def remedies__two_arguments():
    """A remedy changes several arguments: then nobody knows which one was sick."""
    return {
        letter: {**argument, "batch_size": 16}
        for letter, argument in _sick_arguments().items()
    }


def remedies__smaller_rate_for_scaling():
    """A tiny learning rate only hides it: the features still differ in range."""
    return _remedy("features not scaled", learning_rate=1e-5)


def remedies__more_epochs_for_dead_units():
    """A unit without gradient stays where it is, however long: ask what silenced it."""
    return _remedy("dead units", epochs=30)


def remedies__more_units_for_shuffled_labels():
    """More units memorize labels better: do these labels belong to their inputs?"""
    return _remedy("labels shuffled", units=64)


def remedies__smaller_rate_for_overfitting():
    """A smaller rate comes to the same fit later: what is there too little of?"""
    return _remedy("overfitting", learning_rate=0.05)


def remedies__slower_for_leak():
    """A slower training hides it: which examples decide that it does so well?"""
    return _remedy("validation leak", learning_rate=0.01)


def remedies__earlier_still_too_late():
    """The rate still has one value: compare the boundary with the last epoch."""
    return _remedy("schedule that never fires", decay_after=25)


def remedies__schedule_fires_at_once():
    """The schedule fires before the first epoch: both rates are needed for a while."""
    return _remedy("schedule that never fires", decay_after=0)


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

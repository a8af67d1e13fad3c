"""Lab 15 builds in the page what the stored surface and the workers build elsewhere."""

import pages

from labhelpers import tuning


def test_the_network_of_the_page_is_that_of_the_stored_surface():
    cells = pages.code_cells("15_hyperparameter_tuning")[:2]
    build_model = pages.run_cells(cells)[0]["build_model"]
    setting = {"learning_rate": 0.05, "dropout": 0.2}
    page, stored = build_model(**setting), tuning.tuned_network(**setting)
    for one, other in zip(page.layers, stored.layers, strict=True):
        ours, theirs = one.get_config(), other.get_config()
        for config in (ours, theirs):
            config.pop("name")
        assert ours == theirs
    ours, theirs = page.optimizer.get_config(), stored.optimizer.get_config()
    ours.pop("name"), theirs.pop("name")
    assert ours == theirs
    assert page.loss.get_config() == stored.loss.get_config()

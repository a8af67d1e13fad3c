"""Hand out labs: `python -m labhelpers.homework start`."""

"""Hand out, check, grade and try exercises: `python -m labhelpers.homework`."""

"""Stand behind the Training Labs: data, fast training, plots and exercise checks.

Each module does one thing and is imported whole, for example
`from labhelpers import plots, training`. Importing the package itself loads nothing.
"""

"""Set up every test run: strict claims, no windows, quick death of dead kernels."""

import os

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["LABS_STRICT"] = "1"
for name in ["LABS_SEED", "LABS_GRADING", "LABS_CLAIMS", "NBGRADER_EXECUTION"]:
    os.environ.pop(name, None)

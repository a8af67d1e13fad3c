"""Run the labs on other seeds and report every claim: `python labs.py claims`.

For each claim: on how many of the seeds it held, and the smallest margin, in standard
errors over the repeats of a run, where the lab computes one. Ends with status 1 if a
claim failed on any seed. Without `--seeds` the seed is `LABS_SEED`, or 0.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from labhelpers._project import ROOT, labs


def claims_of(path, seeds, needed=False):
    """Run one lab on some seeds, in a process of its own, and return its claims.

    Args:
        path: The notebook.
        seeds: The values of `LABS_SEED`.
        needed: Whether only the cells that claims need are to run, as in the null runs.

    Returns:
        From seed to records with `sentence`, `holds` and `margin`, in order. All claims
        run, also after one that fails.

    Raises:
        SystemExit: A cell raised.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tools.running", str(path)]
        command += [",".join(map(str, seeds)), folder]
        command += ["needed"] * needed
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if ran.returncode:
            sys.exit(f"{path.name} stopped:\n{ran.stderr[-3000:]}")
        return {
            seed: [
                json.loads(line)
                for line in Path(folder, str(seed)).read_text("utf-8").splitlines()
            ]
            for seed in seeds
        }


def report(path, runs):
    """Return the lines that report one lab, and how many claims failed somewhere.

    Args:
        path: The notebook.
        runs: From seed to the records of its run.
    """
    lines, failures = [f"{path.stem}: {len(runs)} seeds"], 0
    for records in zip(*runs.values(), strict=True):
        failed = [s for s, r in zip(runs, records, strict=True) if not r["holds"]]
        margins = [r["margin"] for r in records if r["margin"] is not None]
        margin = f"margin {min(margins):6.1f}" if margins else " " * 13
        held = f"{len(runs) - len(failed)} of {len(runs)}"
        failures += bool(failed)
        where = f"  FAILS on seeds {failed}" if failed else ""
        lines.append(f"  {held:>9}  {margin}  {records[0]['sentence']}{where}")
    return lines, failures


def _seeds(text):
    """Return the seeds of "3", "0-9" or "1,5,8"."""
    if "-" in text:
        first, last = map(int, text.split("-"))
        return list(range(first, last + 1))
    return [int(part) for part in text.split(",")]


def main():
    """Run the named labs, or all, on the seeds and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labs", nargs="*", help="starts of names, such as 06; all")
    parser.add_argument(
        "--seeds",
        type=_seeds,
        default=_seeds(os.environ.get("LABS_SEED", "0")),
        help="3, 0-9 or 1,5,8",
    )
    parser.add_argument(
        "--needed", action="store_true", help="only the cells that claims need"
    )
    parser.add_argument("-j", type=int, default=2, help="labs at once")
    arguments = parser.parse_args()
    failures = 0
    with ThreadPoolExecutor(arguments.j) as pool:
        paths = labs(arguments.labs)
        every = pool.map(
            lambda path: claims_of(path, arguments.seeds, arguments.needed), paths
        )
        for path, runs in zip(paths, every, strict=True):
            lines, failed = report(path, runs)
            print("\n".join(lines), flush=True)
            failures += failed
    if failures:
        sys.exit(f"{failures} claims did not hold on every seed")


if __name__ == "__main__":
    main()

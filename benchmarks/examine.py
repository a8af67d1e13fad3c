"""How often `clinic.examine` names the true cause: a benchmark of sick networks.

Run as `python labs.py bench examine`. Networks are drawn that the rules were not
written on. The thresholds of the rules were tuned on one half of the generators; the
figures count on the other half: other data sets, optimizers, activations and losses.
`--half tuning` takes the first half, and `--again` judges the numbers that the last run
kept, without a training.
"""

import argparse
import collections
import pickle
import time
from pathlib import Path

import examine_diseases as diseases
import examine_networks as networks
import numpy as np

from labhelpers.clinic.examination import _asking, _examine, _ranking
from labhelpers.training import sharing

KEPT = Path(__file__).parents[1] / "build" / "examine"
HEALTHY, EACH, PAIRED = 40, 4, 1
SEEDS = {"tuning": 1, "held back": 2}


def main():
    """Examine the networks of a half, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=list(networks.HALVES), default="held back")
    parser.add_argument("--again", action="store_true", help="judge the kept numbers")
    parser.add_argument(
        "--seconds", type=float, default=np.inf, help="stop then; the next run goes on"
    )
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    options = parser.parse_args()
    path = KEPT / f"{options.half.replace(' ', '_')}.pickle"
    path.parent.mkdir(parents=True, exist_ok=True)
    goes_on = options.again or np.isfinite(options.seconds)
    kept = pickle.loads(path.read_bytes()) if goes_on and path.exists() else []
    seconds = 0 if options.again else options.seconds
    collected = kept + collect(options.half, len(kept), seconds)
    path.write_bytes(pickle.dumps(collected))
    judged = [
        (truth, verdict(numbers, error)) for truth, numbers, error, _ in collected
    ]
    print(f"The half that is {options.half}: {len(judged)} networks\n")
    print("\n".join(table(judged)))
    seconds = [each[3] for each in collected]
    print(f"\nCPU seconds of an examination: {np.median(seconds):.1f}, ")
    if options.misses:
        for (truth, names), kept in zip(judged, collected, strict=True):
            if not is_right(truth, names[:1]):
                print(truth, "->", names[:4], kept[2] or "")


def cases(half):
    """Yield the networks of a half, each with its truth."""
    generator = np.random.default_rng(SEEDS[half])
    groups = [()] * HEALTHY + [(each,) for each in diseases.DISEASES] * EACH
    groups += diseases.PAIRS * PAIRED
    for place in generator.permutation(len(groups)):
        group = groups[place]
        kinds = {diseases.NEEDS[each] for each in group if each in diseases.NEEDS}
        case = networks.healthy(half, generator, *kinds)
        for disease in group:
            disease(case, generator)
        case.truth = tuple(map(diseases.name_of, group))
        yield case


def collect(half, done, seconds):
    """Return the truth, the numbers, the error and the CPU seconds of each network.

    Args:
        half: "tuning" or "held back".
        done: How many networks were examined before.
        seconds: After so many CPU seconds no other network is begun.
    """
    collected, start = [], time.process_time()
    for number, case in enumerate(cases(half)):
        if number < done or time.process_time() - start > seconds:
            continue
        model, training, held_out = networks.build(case)
        plan = {
            "epochs": case.epochs,
            "batch_size": case.batch_size,
            "shuffle": case.shuffle,
            "class_weight": None,
        }
        began = time.process_time()
        parts = _asking.checked(model, *training, held_out)
        numbers, _, error = _examine.collect(model, parts, plan)
        collected.append((case.truth, numbers, error, time.process_time() - began))
        if number % 20 == 19:
            sharing.TRACES.clear()
            print(f"{number + 1} networks examined", flush=True)
    return collected


def verdict(numbers, error):
    """Return the names of the suspects, the likeliest first."""
    return [each.name for each in _ranking.suspects(numbers)]


def is_right(truth, names):
    """Return whether a list of names has the true cause, or one of two."""
    return any(name in truth for name in names) if truth else not names


def table(judged):
    """Return the lines of the tables: shares, and what each cause is called."""
    sick = [(truth, names) for truth, names in judged if truth]
    first = np.mean([is_right(truth, names[:1]) for truth, names in sick])
    three = np.mean([set(truth) <= set(names[:3]) for truth, names in sick])
    alarms = np.mean([bool(names) for truth, names in judged if not truth])
    yield f"true cause first: {first:.0%}"
    yield f"all true causes among the first three: {three:.0%}"
    yield f"healthy networks with a suspect: {alarms:.0%}"
    yield ""
    yield "| cause | networks | first | among three | first suspect instead |"
    yield "|---|---|---|---|---|"
    groups = collections.defaultdict(list)
    for truth, names in judged:
        groups[" + ".join(truth) or "healthy"].append((truth, names))
    for cause, members in groups.items():
        others = collections.Counter(
            names[0] if names else "nothing"
            for truth, names in members
            if not is_right(truth, names[:1])
        )
        hits = sum(is_right(truth, names[:1]) for truth, names in members)
        among = sum(
            set(truth) <= set(names[:3]) if truth else not names
            for truth, names in members
        )
        instead = ", ".join(f"{name} {n}" for name, n in others.most_common())
        yield f"| {cause} | {len(members)} | {hits} | {among} | {instead} |"


if __name__ == "__main__":
    main()

"""Check the exercises of the labs: one module per lab, one function per exercise.

A check takes the student's answer and returns a `Verdict`: `PASS`, `NOT YET` with one
sentence that says where to look, or `TO DO` while the stub is untouched. It draws
fresh random inputs, never prints, and never raises on a wrong answer, except while
grading, when anything but `PASS` raises `NotPassed` (see `labhelpers.homework`).
"""

from labhelpers.checks._verdict import NotPassed, Verdict

__all__ = ["NotPassed", "Verdict"]

"""A compiled function gets ready once: other threads wait for its first call."""

import threading
from concurrent import futures

import pytest

from labhelpers.training.stacking import FirstCallAlone

SECONDS = 20


def test_others_wait_for_the_first_call_and_not_for_each_other():
    begun, go_on = threading.Event(), threading.Event()
    later = threading.Barrier(2, timeout=SECONDS)  # passed only by two at once
    running = []

    def function(number):
        running.append(number)
        if len(running) == 1:
            begun.set()
            assert go_on.wait(SECONDS)
        else:
            later.wait()
        return number

    alone = FirstCallAlone(function)
    with futures.ThreadPoolExecutor(3) as pool:
        first = pool.submit(alone, 1)
        assert begun.wait(SECONDS)
        others = [pool.submit(alone, number) for number in (2, 3)]
        assert not futures.wait(others, timeout=0.2).done
        assert running == [1]
        go_on.set()
        received = [each.result(SECONDS) for each in (first, *others)]
        assert received == [1, 2, 3]
        assert [*pool.map(alone, [4, 5], timeout=SECONDS)] == [4, 5]


def test_after_a_first_call_that_failed_the_next_is_the_first():
    calls = []

    def function(number):
        calls.append(number)
        if len(calls) == 1:
            raise ValueError(number)
        return number

    alone = FirstCallAlone(function)
    with pytest.raises(ValueError, match="1"):
        alone(1)
    assert [alone(2), alone(3)] == [2, 3]

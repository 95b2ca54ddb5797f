"""Times two or more sides in turn, so that a machine that slows down slows all of them."""

import statistics
import time
from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Times:
    """Seconds per run of one side, by both clocks, in the order measured."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def minimum(self, clock: str) -> float:
        return min(getattr(self, clock))

    def median(self, clock: str) -> float:
        return statistics.median(getattr(self, clock))


# One run of a side: seconds by the wall clock and by the process's processor clock.
Side = Callable[[], tuple[float, float]]


def timed(function: Callable[[], object], times: int = 1) -> Side:
    """A side that runs a Python function `times` times and tells the time of one."""

    def run() -> tuple[float, float]:
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(times):
            function()
        return (time.perf_counter() - wall) / times, (time.process_time() - cpu) / times

    return run


def in_turn(sides: dict[str, Side], rounds: int) -> dict[str, Times]:
    """Runs every side once a round, each round beginning with another side; the first round does not count."""
    times = {name: Times() for name in sides}
    names = list(sides)
    for round in range(rounds + 1):
        shift = round % len(names)
        for name in names[shift:] + names[:shift]:
            wall, cpu = sides[name]()
            if round > 0:
                times[name].wall.append(wall)
                times[name].cpu.append(cpu)
    return times


def ratios(ours: Times, theirs: Times, clock: str) -> tuple[float, float]:
    """How many times as long they take: of the minima, and the median of the rounds' own ratios."""
    pairs = zip(getattr(theirs, clock), getattr(ours, clock))
    return theirs.minimum(clock) / ours.minimum(clock), statistics.median(t / o for t, o in pairs)

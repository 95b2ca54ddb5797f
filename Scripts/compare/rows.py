"""What a comparison found: rows for the table, checks made first, and series for the plots."""

from dataclasses import dataclass, field

from timing import Times, ratios


class Disagreement(Exception):
    """The two sides do not compute the same thing: their times must not be compared."""


@dataclass
class Row:
    group: str
    work: str
    peer: str
    unit: str
    ours: float
    """Seconds a unit, the least of all rounds; so is `theirs`."""
    theirs: float
    ratio: float
    """How many times as long the peer takes."""
    paired: float
    """The median of the rounds' own ratios."""
    our_error: str = ""
    their_error: str = ""
    target: float | None = None
    """The least ratio claimed, where one is."""

    @property
    def met(self) -> bool | None:
        return None if self.target is None else self.ratio >= self.target


@dataclass
class Findings:
    clock: str
    rounds: int
    rows: list[Row] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)
    """What was compared, and how far apart the sides are."""
    facts: list[tuple[str, str, bool | None]] = field(default_factory=list)
    """Other figures with a target: what, figure, whether the target is met."""
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Parts that ended in an error."""
    series: dict[str, dict[str, list[tuple[float, float]]]] = field(default_factory=dict)
    """Plot → line → points."""

    def row(self, group: str, work: str, peer: str, unit: str, ours: Times, theirs: Times, units: float = 1,
            our_error: str = "", their_error: str = "", target: float | None = None):
        ratio, paired = ratios(ours, theirs, self.clock)
        self.rows.append(Row(group, work, peer, unit, ours.minimum(self.clock) / units,
                             theirs.minimum(self.clock) / units, ratio, paired, our_error, their_error, target))

    def check(self, what: str, distance: str, holds: bool):
        """Notes that both sides agree, or refuses to go on."""
        if not holds:
            raise Disagreement(f"{what}: {distance}")
        self.checks.append((what, distance))
        print(f"  {what}: {distance}", flush=True)

    def point(self, plot: str, line: str, x: float, y: float):
        self.series.setdefault(plot, {}).setdefault(line, []).append((x, y))

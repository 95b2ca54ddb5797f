"""Small SVG plots, legible on light and dark pages, without any library."""

import math
from pathlib import Path
from xml.sax.saxutils import escape

# Ours first. Distinct in lightness, too, for those who see few hues.
PALETTE = [("#b3005e", "#ff7ab8"), ("#1f6fb2", "#7cc0ff"), ("#5d7300", "#c2d85a"), ("#8a5a00", "#f0b44c"),
           ("#6a4fb3", "#bda8ff")]
WIDTH = 760
FONT = 'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"'


def _style() -> str:
    """Plain rules, because not every viewer of SVG knows CSS variables."""

    def colors(ink: str, soft: str, line: str, page: str, palette: list[str]) -> str:
        rules = [f"text{{fill:{ink}}}.soft{{fill:{soft}}}.grid{{stroke:{line}}}.page{{fill:{page}}}"
                 f".target{{stroke:{ink}}}"]
        for i, color in enumerate(palette):
            rules.append(f".fill{i}{{fill:{color}}}.line{i}{{stroke:{color}}}")
        return "".join(rules)

    light = colors("#1b1b1f", "#5c5c66", "#d9d9e0", "#ffffff", [light for light, _ in PALETTE])
    dark = colors("#ececf1", "#a5a5b0", "#3a3a44", "#0d1117", [dark for _, dark in PALETTE])
    return ("<style>text{font-size:13px}.soft{font-size:12px}.title{font-size:16px;font-weight:600}"
            ".name{font-weight:600}.target{stroke-width:2;stroke-dasharray:3 3}.curve{fill:none;stroke-width:2.5}"
            f"{light}@media (prefers-color-scheme: dark){{{dark}}}</style>")


def _write(path: Path, height: float, title: str, description: str, parts: list[str]):
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
            f'height="{height:.0f}" role="img" aria-label="{escape(title)}" {FONT}>')
    path.write_text("\n".join([
        head, f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>", _style(),
        f'<rect class="page" width="{WIDTH}" height="{height:.0f}"/>',
        f'<text class="title" x="16" y="28">{escape(title)}</text>',
        f'<text class="soft" x="16" y="47">{escape(description)}</text>', *parts, "</svg>"]) + "\n")


def _number(value: float) -> str:
    if value >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def _ticks(low: float, high: float, dense: bool) -> list[float]:
    steps = (1, 2, 5) if dense else (1,)
    decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    return [m * 10.0**d for d in decades for m in steps if low * 0.999 <= m * 10.0**d <= high * 1.001]


class _Log:
    """A logarithmic axis from values to pixels."""

    def __init__(self, values: list[float], start: float, end: float, dense: bool | None = None):
        low, high = min(values), max(values)
        margin = (high / low) ** 0.06 if high > low else 1.5
        self.low, self.high, self.start, self.end = low / margin, high * margin, start, end
        decades = math.log10(self.high / self.low)
        self.ticks = _ticks(self.low, self.high, decades < 3 if dense is None else dense)

    def __call__(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def bars(path: Path, title: str, description: str, entries: list[tuple[str, str, float, float | None]]):
    """Horizontal bars on a logarithmic axis that begins at 1: (work, peer, ratio, target)."""
    left, right, top, step = 16, WIDTH - 70, 84, 44
    height = top + step * len(entries) + 26
    values = [value for _, _, ratio, target in entries for value in (ratio, target) if value] + [1]
    axis = _Log(values, left, right, dense=False)
    parts = []
    for tick in axis.ticks:
        x = axis(tick)
        parts += [f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top - 14}" y2="{height - 26}"/>',
                  f'<text class="soft" x="{x:.1f}" y="{top - 19}" text-anchor="middle">{_number(tick)} ×</text>']
    one = axis(1)
    for i, (work, peer, ratio, target) in enumerate(entries):
        y, x = top + step * i, axis(ratio)
        claimed = axis(target) if target else 0
        parts += [f'<text x="{left}" y="{y + 4}">{escape(work)} '
                  f'<tspan class="soft">against {escape(peer)}</tspan></text>',
                  f'<rect class="fill0" x="{min(x, one):.1f}" y="{y + 10}" width="{max(abs(x - one), 1):.1f}" '
                  'height="16" rx="2"/>',
                  f'<text x="{max(x, one, claimed) + 7:.1f}" y="{y + 23}">{ratio:.3g} ×</text>']
        if target:
            parts.append(
                f'<line class="target" x1="{claimed:.1f}" x2="{claimed:.1f}" y1="{y + 7}" y2="{y + 29}"/>')
    parts.append(f'<text class="soft" x="{left}" y="{height - 8}">dashed: what is claimed at least</text>')
    _write(path, height, title, description, parts)


def _frame(x: _Log, y: _Log, x_name: str, y_name: str, top: float, bottom: float, left: float,
           right: float) -> list[str]:
    parts = []
    for tick in x.ticks:
        parts += [f'<line class="grid" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{top}" y2="{bottom}"/>',
                  f'<text class="soft" x="{x(tick):.1f}" y="{bottom + 18}" text-anchor="middle">{_number(tick)}</text>']
    for tick in y.ticks:
        label = _number(tick) if tick >= 0.001 else f"1e{round(math.log10(tick))}"
        parts += [f'<line class="grid" x1="{left}" x2="{right}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>',
                  f'<text class="soft" x="{left - 7}" y="{y(tick) + 4:.1f}" text-anchor="end">{label}</text>']
    parts += [f'<text class="soft" x="{(left + right) / 2:.0f}" y="{bottom + 40}" '
              f'text-anchor="middle">{escape(x_name)}</text>',
              f'<text class="soft" x="{left}" y="{top - 9}">{escape(y_name)}</text>']
    return parts


def curves(path: Path, title: str, description: str, x_name: str, y_name: str,
           series: dict[str, list[tuple[float, float]]]):
    """Lines on two logarithmic axes, named in a legend above."""
    legend = 22 * math.ceil(len(series) / 2)
    left, right, top = 62, WIDTH - 24, 84 + legend
    bottom, height = top + 300, top + 352
    x = _Log([p[0] for points in series.values() for p in points], left, right)
    y = _Log([p[1] for points in series.values() for p in points], bottom, top)
    parts = _frame(x, y, x_name, y_name, top, bottom, left, right)
    for i, (name, points) in enumerate(series.items()):
        places = [(x(a), y(b)) for a, b in points]
        lx, ly = 16 + 372 * (i % 2), 72 + 22 * (i // 2)
        color = i % len(PALETTE)
        parts += [f'<rect class="fill{color}" x="{lx}" y="{ly - 9}" width="20" height="5"/>',
                  f'<text class="name fill{color}" x="{lx + 27}" y="{ly}">{escape(name)}</text>',
                  f'<polyline class="curve line{color}" points="'
                  + " ".join(f"{a:.1f},{b:.1f}" for a, b in places) + '"/>',
                  *(f'<circle class="fill{color}" cx="{a:.1f}" cy="{b:.1f}" r="4.5"/>' for a, b in places)]
    _write(path, height, title, description, parts)


def scatter(path: Path, title: str, description: str, x_name: str, y_name: str,
            points: dict[str, tuple[float, float]], floor: float):
    """Named dots on two logarithmic axes; values below `floor` stand on it."""
    left, right, top, bottom = 62, WIDTH - 40, 92, 372
    x = _Log([p[0] for p in points.values()], left, right)
    y = _Log([max(p[1], floor) for p in points.values()], bottom, top)
    parts = _frame(x, y, x_name, y_name, top, bottom, left, right)
    for i, (name, (a, b)) in enumerate(points.items()):
        px, py = x(a), y(max(b, floor))
        # A name goes to the left where the right has no room for it.
        fits = px + 12 + 7.2 * len(name) < right
        color = i % len(PALETTE)
        parts += [f'<circle class="fill{color}" cx="{px:.1f}" cy="{py:.1f}" r="7"/>',
                  f'<text class="name fill{color}" x="{px + (12 if fits else -12):.1f}" y="{py + 4:.1f}" '
                  f'text-anchor="{"start" if fits else "end"}">{escape(name)}</text>']
    _write(path, bottom + 52, title, description, parts)

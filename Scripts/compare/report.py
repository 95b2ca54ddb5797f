"""Docs/benchmarks.md and its plots."""

import datetime
import importlib.metadata
import os
import platform
import subprocess
from pathlib import Path

import plots
from programs import ROOT
from rows import Findings, Row

PACKAGES = ["numpy", "scipy", "pillow", "opencv-python-headless", "scikit-image", "colour-science", "mediapipe",
            "ai-edge-litert", "skin-tone-classifier", "faiss-cpu"]


def seconds(value: float) -> str:
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1:
            return digits(value * factor) + " " + unit
    return digits(value * 1e9) + " ns"


def digits(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def times(value: float) -> str:
    return (f"{value:.2g}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.0f}") + " ×"


def machine() -> str:
    model = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    cores = os.cpu_count()
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    return f"{model}, {cores} cores, {memory:.0f} GiB, {platform.system()} {platform.release().split('-')[0]}"


def output(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        return (done.stdout + done.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "not found"


def versions() -> str:
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            pass
    return ", ".join(found)


def table(rows: list[Row]) -> list[str]:
    lines = ["| work | Shadewise | peer | peer's time | as fast | claimed | our error | peer's error |",
             "|---|--:|---|--:|--:|--:|---|---|"]
    for row in rows:
        claimed = "" if row.target is None else f"≥ {row.target:g} × {'✓' if row.met else '✗'}"
        lines.append(
            f"| {row.work} | {seconds(row.ours)} a {row.unit} | {row.peer} | {seconds(row.theirs)} | "
            f"**{times(row.ratio)}** ({times(row.paired)}) | {claimed} | {row.our_error} | {row.their_error} |")
    return lines


def plot(found: Findings, folder: Path) -> list[tuple[str, str]]:
    """Writes the plots there is data for; file names with what they show."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    if found.rows:
        plots.bars(folder / "ratios.svg", "How many times as fast as each peer",
                   "Same inputs, same run, in turn, one thread; logarithmic",
                   [(row.work.replace("`", ""), row.peer.replace("`", "").split(":")[0], row.ratio, row.target)
                    for row in found.rows])
        written.append(("ratios.svg", "How many times as fast as each peer"))
    if colors := found.series.get("colors"):
        names = sorted(colors, key=lambda name: name != "Shadewise")
        points = {name.replace("`", "").split(",")[0] + (", bytes" if "bytes" in name else ""): colors[name][0]
                  for name in names if colors[name][0][1] > 0}
        plots.scatter(folder / "lab.svg", "sRGB to CIELAB: time and error",
                      "Over all 2²⁴ colours; lower left is better", "nanoseconds a pixel", "greatest error, ΔE76",
                      points, 1e-14)
        written.append(("lab.svg", "sRGB to CIELAB, time against greatest error"))
    if series := found.series.get("megapixels"):
        plots.curves(folder / "megapixels.svg", "One JPEG, by its size", "Processes running already, but for djpeg",
                     "megapixels", "milliseconds", series)
        written.append(("megapixels.svg", "Time for one JPEG by its megapixels"))
    if series := found.series.get("shades"):
        plots.curves(folder / "shades.svg", "The ten best shades, by the size of the catalog",
                     "One query, one thread; faiss and the last do not answer the same question",
                     "shades", "milliseconds", series)
        written.append(("shades.svg", "Time for the ten best shades by the number of shades"))
    return written


def write(found: Findings, page: Path):
    names = plot(found, page.with_suffix(""))
    today = datetime.date.today().isoformat()
    clock = ("processor time of the whole process, all threads together, because the machine was busy"
             if found.clock == "cpu" else "the wall clock")
    lines = [
        "# Benchmarks", "",
        "Written by `make compare`; do not edit. Both sides get the same inputs in the same run and take turns, "
        "one thread each unless said otherwise, and are compared only after a check that they compute the same thing.",
        "",
        f"- {today}, Shadewise {output('git', 'rev-parse', '--short', 'HEAD')}",
        f"- {machine()}",
        f"- {output('swift', '--version')}; {output('djpeg', '-version')}; {versions()}",
        f"- Times are the least of {found.rounds} rounds or the number that fits, by {clock}. *As fast* is peer's time "
        "by ours, of those minima and, in brackets, the median of the rounds' own ratios.", "",
        "Run it again with `make compare`; `make bench` measures our side alone, kernel by kernel "
        "([Benchmarks](../Benchmarks/README.md)).", "",
    ]
    for group in dict.fromkeys(row.group for row in found.rows):
        lines += [f"## {group}", "", *table([row for row in found.rows if row.group == group]), ""]
    if found.facts:
        lines += ["## Other figures", "", "| what | figure | |", "|---|---|---|"]
        lines += [f"| {what} | {figure} | {'' if met is None else '✓' if met else '✗'} |"
                  for what, figure, met in found.facts] + [""]
    if found.checks:
        lines += ["## Checked first", "", "| what | how far apart |", "|---|---|"]
        lines += [f"| {what} | {distance} |" for what, distance in found.checks] + [""]
    if left_out := found.skipped + [f"failed: {what}" for what in found.failed]:
        lines += ["## Left out", "", *(f"- {what}" for what in left_out), ""]
    lines += ["## Plots", ""]
    for name, title in names:
        lines += [f"![{title}]({page.stem}/{name})", ""]
    lines += ["## How each is measured", "", METHOD]
    page.write_text("\n".join(lines))


METHOD = """\
- Processes that run on keep the memory they once had, ours and the peers': first touches of fresh pages do not count.
- **sRGB8 → Lab**: a drawn selfie of about a megapixel. Ours reads bytes and allocates its planes; OpenCV and
  scikit-image get an output array, or floats made beforehand, wherever their interface allows it. Errors are over all
  2²⁴ colours against colour-science in double precision.
- **CIEDE2000**: random pairs, pairs near grey, of skin, near each other and near opposite hues.
- **Networks**: the same random input; copying it in and the outputs out counts on both sides. MediaPipe FaceMesh runs
  as for single pictures, one face at most, tracking off.
- **12-megapixel JPEG**: a drawn selfie as phones save it (4:2:0, quality 89). *Process running already* is one thread
  against one; *whole process* includes start-up and reading of networks and catalog, Shadewise with its two threads.
  `djpeg` only decodes, and throws the picture away.
- **`shadewise batch`**: folders of the photographs in which Shadewise and MediaPipe find a face, and of drawn selfies
  of 12 megapixels, which is what shops are sent; a line of JSON a photo, `--threads 1`, all on one core. *Whole process*:
  both sides count their start. *Loops alone*: neither does; the peer is called in a process that runs already, and
  ours is given every photo eight times, so that its start no longer counts.
- **Python pipeline**: `Scripts/compare/pipeline`, the same steps. OpenCV decodes to the same size, converts, blurs,
  fills outlines and joins areas; MediaPipe finds and meshes the faces; NumPy rejects pixels, takes medians and makes
  the belief from as many draws; scikit-image computes Lab and ΔE00: to 150 nodes for each foundation of the sample
  catalog and to 2,048 for the five shown. Shadewise works out as many only for shades that a lower bound does not
  leave out; without a bound the pipeline could look at the 64 nearest to the belief's mean only, which spares it
  about a fifth of its time on photographs and gave the same shades. Where the file's colours are not sRGB, the
  pipeline converts the face only; where it decodes a small face again, it keeps the landmarks. It measures the photo,
  but does not look for covered, painted or smoothed faces, and gives no advice.
- **stone** (skin-tone-classifier) only names a tone: `stone -i FOLDER -t color --n_workers 1`, and its `process`.
- **Decoding alone** is Shadewise's own time from files to pixels, at the scale that it reads first, in the system's
  libjpeg-turbo and libpng: what no program that uses them can do without. No loop that begins with it can be more
  times as fast as a peer than the figure given for that peer.
- **100,000 shades**: invented shades along the curve of facial skin. faiss finds the 100 nearest by Euclidean distance
  in Lab (`IndexFlatL2`), which scikit-image puts in order: by ΔE00 to the belief's mean, which is another question than
  the one asked, or by expected ΔE00. A miss is a shade among its ten that is worse than the true tenth by more than
  0.02 ΔE00.
"""

"""Folders of photos to a line each: `shadewise batch`, the Python pipeline and stone's own command line."""

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import agreement
from agreement import batch_command
from pipeline.photo import Pipeline
from programs import BENCH, Bench, Launcher, all_cpus
from rows import Findings
from timing import Side, in_turn, timed

SELFIES = 8
# So many that starting up, some 20 ms, does not count.
COPIES = 8


def many(bench: Bench, launcher: Launcher, found: Findings, photos: list[Path], scratch: Path):
    """The photographs both sides find a face in, and drawn selfies of 12 megapixels: what retailers are sent."""
    logging.disable(logging.CRITICAL)
    pipeline = Pipeline()
    folders = {"photographs": scratch / "photographs", "selfies of 12 megapixels": scratch / "selfies"}
    for folder in folders.values():
        folder.mkdir()
    for path in photos:
        shutil.copyfile(path, scratch / "photographs" / path.name)
    for seed in range(1, SELFIES + 1):
        out = scratch / f"selfies/{seed}.jpg"
        subprocess.run([str(BENCH), "draw", "--seed", str(seed), "-o", str(out)], check=True)
    for what, folder in folders.items():
        used = agreement.check(bench, found, pipeline, folder, what, scratch)
        for path in folder.iterdir():
            if path.name not in used:
                path.unlink()
        compare(bench, launcher, found, pipeline, folder, what, scratch)
        shutil.rmtree(folder)


def compare(bench: Bench, launcher: Launcher, found: Findings, pipeline: Pipeline, folder: Path, what: str,
            scratch: Path):
    """Whole programs with whole programs, and loops with loops: the peers' in a process that runs already, ours over
    so many copies that starting up no longer counts."""
    import stone

    one = {min(all_cpus())}
    paths = sorted(folder.iterdir())
    tones = [str(Path(sys.executable).with_name("stone")), "-i", str(folder), "-t", "color", "--n_workers", "1",
             "-o", str(scratch / "stone")]
    script = str(Path(__file__).with_name("pipeline"))
    copies = scratch / "copies"
    copied(paths, copies, COPIES)
    bench.make("decoding", "decoding", files=[str(path) for path in paths])
    sides = {
        "ours": launcher.side("batch", batch_command(folder, scratch / "ours.ndjson"), one),
        "our loop": each(launcher.side("loop", batch_command(copies, scratch / "loop.ndjson"), one), COPIES),
        "decoding": bench.side("decoding"),
        "python": launcher.side(
            "python", [sys.executable, script, str(folder), "--out", str(scratch / "python.ndjson")], one),
        "python loop": timed(lambda: pipeline.batch([folder], scratch / "python.ndjson")),
        "stone": launcher.side("stone", tones, one),
        "stone loop": timed(lambda: [stone.process(str(path), image_type="color") for path in paths]),
    }
    times = in_turn(sides, max(3, found.rounds // 3))
    bench.drop("decoding")
    shutil.rmtree(copies)
    for ours, side, peer, target in (
            ("ours", "python", "Python pipeline, whole process", 5),
            ("our loop", "python loop", "Python pipeline, loops alone", 5),
            ("ours", "stone", "stone, whole process", 20), ("our loop", "stone loop", "stone, loops alone", 20)):
        found.row("Photos", f"`shadewise batch`, {len(paths)} {what}", peer, "photo", times[ours], times[side],
                  len(paths), target=target)
    least = {name: time.minimum(found.clock) for name, time in times.items()}
    rates = {name: len(paths) / time for name, time in least.items()}
    found.facts.append((f"{what} a second, start-up included (loop alone)",
                        f"Shadewise {rates['ours']:.0f} ({rates['our loop']:.0f}); Python pipeline "
                        f"{rates['python']:.1f} ({rates['python loop']:.1f}); stone {rates['stone']:.1f} "
                        f"({rates['stone loop']:.1f})", None))
    found.facts.append((f"decoding alone (libjpeg-turbo, libpng) of these {what}",
                        f"{1e3 * least['decoding'] / len(paths):.1f} ms a photo, "
                        f"{least['decoding'] / least['our loop']:.0%} of our loop; the Python pipeline's loop takes "
                        f"{least['python loop'] / least['decoding']:.1f} × as long as that, stone's "
                        f"{least['stone loop'] / least['decoding']:.1f} ×", None))
    found.facts.append((f"peak memory over these {what}",
                        f"Shadewise {launcher.peak['batch'] / 1e6:.0f} MB, Python pipeline "
                        f"{launcher.peak['python'] / 1e6:.0f} MB, stone {launcher.peak['stone'] / 1e6:.0f} MB", None))
    launcher.peak.clear()


def copied(paths: list[Path], folder: Path, times: int):
    folder.mkdir()
    for copy in range(times):
        for path in paths:
            shutil.copyfile(path, folder / f"{copy:03}-{path.name}")


def each(side: Side, parts: int) -> Side:
    """The time of one of `parts` equal parts of what a side does."""
    def run() -> tuple[float, float]:
        wall, cpu = side()
        return wall / parts, cpu / parts

    return run


def cores(launcher: Launcher, found: Findings, photos: list[Path], scratch: Path):
    """The program over many photos on one core and on two; always by the wall clock."""
    if len(all_cpus()) < 2:
        found.skipped.append("two cores against one: this machine has one")
        return
    inbox = scratch / "inbox"
    # Enough that starting up, some 20 ms, does not count as work that one core alone can do.
    copies = max(1, 480 // len(photos))
    copied(photos, inbox, copies)
    count = copies * len(photos)
    out = scratch / "batch.ndjson"
    pair = sorted(all_cpus())[:2]
    sides = {"one": launcher.side("one", batch_command(inbox, out, 1), {pair[0]}, (0, 1)),
             "two": launcher.side("two", batch_command(inbox, out, 2), set(pair), (0, 1))}
    times = in_turn(sides, max(3, found.rounds // 5))
    one, two = times["one"].minimum("wall"), times["two"].minimum("wall")
    found.facts.append((
        f"`shadewise batch` over {count} photos, two cores against one",
        f"{count / one:.0f} → {count / two:.0f} photos a second, {one / two:.2f} × (1.9 claimed)",
        one / two >= 1.9))
    shutil.rmtree(inbox)
    out.unlink(missing_ok=True)

"""Folders of photos to a line each: `shadewise batch`, the Python pipeline and stone's own command line."""

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path

import agreement
from agreement import batch_command
from pipeline.photo import Pipeline
from programs import BENCH, PROGRAM, Bench, Launcher, all_cpus
from rows import Findings
from timing import in_turn, timed

SELFIES = 8


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
        compare(launcher, found, pipeline, folder, what, scratch)
        shutil.rmtree(folder)


def compare(launcher: Launcher, found: Findings, pipeline: Pipeline, folder: Path, what: str, scratch: Path):
    """Ours always counts its start; the peers' times are with it, and of their loops alone in a process that runs
    already."""
    import stone

    one = {min(all_cpus())}
    paths = sorted(folder.iterdir())
    tones = [str(Path(sys.executable).with_name("stone")), "-i", str(folder), "-t", "color", "--n_workers", "1",
             "-o", str(scratch / "stone")]
    script = str(Path(__file__).with_name("pipeline"))
    sides = {
        "ours": launcher.side("batch", batch_command(folder, scratch / "ours.ndjson"), one),
        "python": launcher.side(
            "python", [sys.executable, script, str(folder), "--out", str(scratch / "python.ndjson")], one),
        "python loop": timed(lambda: pipeline.batch([folder], scratch / "python.ndjson")),
        "stone": launcher.side("stone", tones, one),
        "stone loop": timed(lambda: [stone.process(str(path), image_type="color") for path in paths]),
    }
    times = in_turn(sides, max(3, found.rounds // 3))
    for side, peer, target in (
            ("python", "Python pipeline, whole process", 5), ("python loop", "Python pipeline, its loop alone", 5),
            ("stone", "stone, whole process", 20), ("stone loop", "stone, its loop alone", 20)):
        found.row("Photos", f"`shadewise batch`, {len(paths)} {what}", peer, "photo", times["ours"], times[side],
                  len(paths), target=target)
    rates = {name: len(paths) / time.minimum(found.clock) for name, time in times.items()}
    found.facts.append((f"{what} a second, start-up included (loop alone)",
                        f"Shadewise {rates['ours']:.0f}; Python pipeline {rates['python']:.1f} "
                        f"({rates['python loop']:.1f}); stone {rates['stone']:.1f} ({rates['stone loop']:.1f})", None))
    decoding, whole = decoding_share(paths, found.rounds)
    found.facts.append((f"decoding alone (libjpeg-turbo, libpng) of these {what}, by the wall clock",
                        f"{decoding * 1e3:.1f} ms a photo, {decoding / whole:.0%} of what a photo takes", None))
    found.facts.append((f"peak memory over these {what}",
                        f"Shadewise {launcher.peak['batch'] / 1e6:.0f} MB, Python pipeline "
                        f"{launcher.peak['python'] / 1e6:.0f} MB, stone {launcher.peak['stone'] / 1e6:.0f} MB", None))
    launcher.peak.clear()


def decoding_share(paths: list[Path], rounds: int) -> tuple[float, float]:
    """Seconds a photo for decoding at the scale that is read, and for everything, as our program's own clock has it."""
    command = [str(PROGRAM), "match", *map(str, paths), "--force", "--format", "json"]
    decoding, whole = [], []
    for _ in range(max(3, rounds // 3)):
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        timings = [json.loads(line)["timing"] for line in lines]
        decoding.append([timing["decodeMs"] for timing in timings])
        whole.append([timing["totalMs"] for timing in timings])
    return tuple(sum(map(min, zip(*times))) / len(paths) / 1e3 for times in (decoding, whole))


def cores(launcher: Launcher, found: Findings, photos: list[Path], scratch: Path):
    """The program over many photos on one core and on two; always by the wall clock."""
    if len(all_cpus()) < 2:
        found.skipped.append("two cores against one: this machine has one")
        return
    inbox = scratch / "inbox"
    inbox.mkdir()
    # Enough that starting up, some 20 ms, does not count as work that one core alone can do.
    copies = max(1, 480 // len(photos))
    for copy in range(copies):
        for path in photos:
            shutil.copyfile(path, inbox / f"{copy:03}-{path.name}")
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

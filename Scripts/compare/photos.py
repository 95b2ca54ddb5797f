"""From one photo's file to its matches, beside what decoding it takes."""

import shutil
import subprocess
from pathlib import Path

from pipeline.photo import Pipeline
from programs import BENCH, PROGRAM, Bench, Launcher, all_cpus
from rows import Findings
from timing import in_turn, timed


def twelve_megapixels(bench: Bench, launcher: Launcher, found: Findings, photo: Path):
    bench.make("photo", "photo", file=str(photo))
    sides = {
        # With all its threads, as it is used: the photo decodes while networks and catalog load.
        "ours": launcher.side("ours", [str(PROGRAM), "match", str(photo), "--force"]),
        "running": bench.side("photo"),
    }
    if shutil.which("djpeg"):
        sides["djpeg"] = launcher.side(
            "djpeg", ["djpeg", "-outfile", "/dev/null", str(photo)], {min(all_cpus())})
    else:
        found.skipped.append("12-megapixel JPEG against djpeg: it is not installed")
    times = in_turn(sides, 2 * found.rounds)
    if "djpeg" in sides:
        work = f"12-megapixel JPEG ({photo.stat().st_size / 1e6:.1f} MB) → matches"
        for side, how in (("running", "process running already"), ("ours", "whole process, all threads")):
            found.row("Photos", f"{work}, {how}", "`djpeg`, full size, nothing else", "photo", times[side],
                      times["djpeg"], target=1 / 0.8)
    peak = launcher.peak["ours"]
    found.facts.append(("peak memory of that process", f"{peak / 1e6:.0f} MB (at most 80 claimed)", peak <= 80e6))
    bench.drop("photo")


def by_size(bench: Bench, launcher: Launcher, found: Findings, folder: Path):
    """How time grows with megapixels."""
    pipeline = Pipeline()
    for width in (480, 768, 1080, 1536, 2160, 3024):
        path = folder / f"size-{width}.jpg"
        subprocess.run([str(BENCH), "draw", "--width", str(width), "-o", str(path)], check=True)
        megapixels = width * (width * 4 // 3) / 1e6
        bench.make("photo", "photo", file=str(path))
        sides = {"Shadewise, to matches": bench.side("photo"),
                 "Python pipeline, to matches": timed(lambda: pipeline.run(str(path)))}
        if shutil.which("djpeg"):
            sides["djpeg, full size, pixels only"] = launcher.side(
                "djpeg", ["djpeg", "-outfile", "/dev/null", str(path)], {min(all_cpus())})
        for name, times in in_turn(sides, max(3, found.rounds // 3)).items():
            found.point("megapixels", name, megapixels, times.minimum(found.clock) * 1e3)
        bench.drop("photo")
        path.unlink()

"""From photos' files to matches: one photo of 12 megapixels, and many."""

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import skimage.color

from networks import total
from pipeline import Pipeline
from programs import BENCH, PROGRAM, Bench, Launcher, all_cpus
from rows import Findings
from timing import in_turn, timed


def seen_by_both(bench: Bench, pipeline: Pipeline, path: Path, name: str) -> float | None:
    """ΔE00 between the colours both read off the skin; `None` where one finds no face. Leaves `name` ready to run."""
    bench.make(name, "photo", file=str(path))
    try:
        bench.ask(action="run", name=name)
    except RuntimeError:
        bench.drop(name)
        return None
    theirs = pipeline.read(str(path))
    if theirs is None:
        bench.drop(name)
        return None
    ours = np.array(bench.result(name)["figures"]["seen"])
    return float(skimage.color.deltaE_ciede2000(ours, np.float64(theirs)))


def twelve_megapixels(bench: Bench, launcher: Launcher, found: Findings, photo: Path):
    megabytes = photo.stat().st_size / 1e6
    pipeline = Pipeline()
    distance = seen_by_both(bench, pipeline, photo, "photo")
    found.check("skin read off the 12-megapixel photo, to the Python pipeline",
                "a side finds no face" if distance is None else f"ΔE00 {distance:.1f}",
                distance is not None and distance < 6)

    one = {min(all_cpus())}
    sides = {
        # With all its threads, as it is used: the photo decodes while networks and catalog load.
        "ours": launcher.side("ours", [str(PROGRAM), "match", str(photo), "--force"]),
        "running": bench.side("photo"),
        "python": launcher.side(
            "python", [sys.executable, str(Path(__file__).with_name("pipeline.py")), str(photo)], one),
    }
    work = f"12-megapixel JPEG ({megabytes:.1f} MB) → matches"
    if shutil.which("djpeg"):
        sides["djpeg"] = launcher.side("djpeg", ["djpeg", "-outfile", "/dev/null", str(photo)], one)
        times = in_turn({name: sides[name] for name in ("running", "ours", "djpeg")}, 2 * found.rounds)
        for side, how in (("running", "process running already"), ("ours", "whole process, all threads")):
            found.row("Photos", f"{work}, {how}", "`djpeg`, full size, nothing else", "photo", times[side],
                      times["djpeg"], target=1 / 0.8)
    else:
        found.skipped.append("12-megapixel JPEG against djpeg: it is not installed")
    times = in_turn({name: sides[name] for name in ("ours", "python")}, max(2, found.rounds // 8))
    found.row("Photos", f"{work}, whole process", "Python pipeline, whole process", "photo", times["ours"],
              times["python"])
    peak = launcher.peak["ours"]
    found.facts.append(("peak memory of that process", f"{peak / 1e6:.0f} MB (at most 80 claimed)", peak <= 80e6))
    found.facts.append(("peak memory of the Python pipeline", f"{launcher.peak['python'] / 1e6:.0f} MB", None))

    times = in_turn({"ours": bench.side("photo"), "python": timed(lambda: pipeline.run(str(photo)))}, found.rounds)
    found.row("Photos", f"{work}, process running already", "Python pipeline, running already", "photo", times["ours"],
              times["python"])
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


def many(bench: Bench, found: Findings, photos: list[Path]):
    """Photos a second, one thread, each photo by itself in running processes: what start-up costs does not count."""
    logging.disable(logging.CRITICAL)
    import stone

    pipeline = Pipeline()
    distances, times_of, stone_found, used = [], {"ours": [], "python": [], "stone": []}, 0, 0
    for path in photos:
        distance = seen_by_both(bench, pipeline, path, "photo")
        if distance is None:
            continue
        used += 1
        distances.append(distance)
        answer = stone.process(str(path), image_type="color")
        stone_found += any(face.get("face_id") != "NA" for face in answer.get("faces", []))
        sides = {
            "ours": bench.side("photo"), "python": timed(lambda: pipeline.run(str(path))),
            "stone": timed(lambda: stone.process(str(path), image_type="color")),
        }
        times = in_turn(sides, max(3, found.rounds // 4))
        for name in sides:
            times_of[name].append(times[name])
        bench.drop("photo")
    found.check(f"skin read off {used} photos, to the Python pipeline",
                f"median ΔE00 {np.median(distances):.1f}, before anything is said about the light",
                float(np.median(distances)) < 4)
    work = f"{used} photos → matches, one thread"
    ours = total(times_of["ours"])
    found.row("Photos", work, f"stone: tone only, face found in {stone_found}", "photo", ours, total(times_of["stone"]),
              used, target=20)
    found.row("Photos", work, "Python pipeline, the same steps", "photo", ours, total(times_of["python"]), used,
              target=5)
    found.facts.append(("photos a second, one thread, those photos",
                        f"Shadewise {used / ours.minimum(found.clock):.0f}, "
                        f"Python pipeline {used / total(times_of['python']).minimum(found.clock):.1f}, "
                        f"stone {used / total(times_of['stone']).minimum(found.clock):.1f}", None))


def cores(launcher: Launcher, found: Findings, photos: list[Path], folder: Path):
    """The program over many photos on one core and on two; always by the wall clock."""
    if len(all_cpus()) < 2:
        found.skipped.append("two cores against one: this machine has one")
        return
    inbox = folder / "inbox"
    inbox.mkdir()
    copies = max(1, 120 // len(photos))
    for copy in range(copies):
        for path in photos:
            shutil.copyfile(path, inbox / f"{copy:03}-{path.name}")
    count = copies * len(photos)
    out = folder / "batch.ndjson"

    def command(threads: int) -> list[str]:
        return [str(PROGRAM), "batch", str(inbox), "--out", str(out), "--overwrite", "--force",
                "--threads", str(threads)]

    pair = sorted(all_cpus())[:2]
    sides = {"one": launcher.side("one", command(1), {pair[0]}, (0, 1)),
             "two": launcher.side("two", command(2), set(pair), (0, 1))}
    times = in_turn(sides, max(3, found.rounds // 5))
    one, two = times["one"].minimum("wall"), times["two"].minimum("wall")
    found.facts.append((
        f"`shadewise batch` over {count} photos, two cores against one",
        f"{count / one:.0f} → {count / two:.0f} photos a second, {one / two:.2f} × (1.9 claimed)",
        one / two >= 1.9))
    shutil.rmtree(inbox)
    out.unlink(missing_ok=True)

"""Compares Shadewise with its peers and writes Docs/benchmarks.md. `make compare` prepares what it needs."""

import argparse
import ctypes
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

# Before NumPy, OpenCV and faiss are loaded: one thread each.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ.setdefault("GLOG_minloglevel", "2")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
sys.path.insert(0, str(Path(__file__).parent))
warnings.simplefilter("ignore")

import cv2
import faiss

import batches
import colors
import networks
import photos
import report
import shades
from programs import BENCH, PROGRAM, ROOT, Bench, Launcher, all_cpus
from rows import Disagreement, Findings

PARTS = ["colors", "networks", "faces", "photo", "many", "cores", "shades", "growth"]


def shared_photos() -> list[Path]:
    """The shared test photographs where they are, else the drawn selfies."""
    shared = Path(os.environ.get("SHADEWISE_SHARED", ROOT.parent / "shared/data")) / "photos"
    found = sorted(path for path in shared.glob("*") if path.suffix in (".jpg", ".png"))
    return found or sorted((ROOT / "Assets/selfies").glob("*.jpg"))


def hold_memory():
    """Keeps what was once allocated, as `shadewise-bench` does (HeldMemory there); processes started do as they
    like."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        trim_threshold, mmap_threshold = -1, -3
        libc.mallopt(mmap_threshold, 32 << 20)
        libc.mallopt(trim_threshold, 2**31 - 1)


def main() -> int:
    parser = argparse.ArgumentParser(prog="compare", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=15, help="how often both sides take turns (15)")
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall",
                        help="cpu on a busy machine: processor time, all threads together")
    parser.add_argument("--out", type=Path, help="the page to write (Docs/benchmarks.md; for some parts only, none)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    for program in (BENCH, PROGRAM):
        if not program.exists():
            print(f"error: {program.relative_to(ROOT)} is missing; run `make compare`", file=sys.stderr)
            return 2
    wanted = options.parts or PARTS
    found = Findings(options.clock, options.rounds)
    launcher = Launcher()
    everywhere = all_cpus()
    hold_memory()
    cv2.setNumThreads(1)
    faiss.omp_set_num_threads(1)
    with tempfile.TemporaryDirectory(prefix="shadewise-compare-") as name:
        folder = Path(name)
        # One core for both sides: they take turns, and libraries that ignore the settings above get no second one.
        os.sched_setaffinity(0, {min(everywhere)})
        bench = Bench(folder)
        os.sched_setaffinity(0, everywhere)
        try:
            compare(wanted, found, bench, launcher, folder, everywhere)
        except Disagreement as error:
            print(f"error: the sides do not compute the same thing: {error}", file=sys.stderr)
            return 1
        finally:
            bench.close()
            launcher.close()
    # A page of some parts must not replace the whole one unasked.
    if page := options.out or (None if options.parts else ROOT / "Docs/benchmarks.md"):
        report.write(found, page)
        print(f"wrote {page}")
    for row in found.rows:
        mark = {None: " ", True: "✓", False: "✗"}[row.met]
        print(f"{mark} {report.times(row.ratio):>9}  {row.work}, against {row.peer}")
    for what, figure, met in found.facts:
        print(f"{ {None: ' ', True: '✓', False: '✗'}[met]} {what}: {figure}")
    for what in found.skipped:
        print(f"- left out: {what}")
    return 1 if found.failed else 0


def compare(wanted, found: Findings, bench: Bench, launcher: Launcher, folder: Path, everywhere: set[int]):
    photo, small = folder / "photo.jpg", folder / "small.jpg"
    subprocess.run([str(BENCH), "draw", "-o", str(photo)], check=True)
    subprocess.run([str(BENCH), "draw", "--width", "896", "-o", str(small)], check=True)
    pictures = shared_photos()
    os.sched_setaffinity(0, {min(everywhere)})
    steps = {
        "colors": lambda: (colors.conversion(bench, found, cv2.cvtColor(cv2.imread(str(small)), cv2.COLOR_BGR2RGB)),
                           colors.difference(bench, found)),
        "networks": lambda: networks.alone(bench, found),
        "faces": lambda: (networks.in_pictures(bench, found, pictures),
                          networks.closely_in_pictures(bench, found, pictures)),
        "photo": lambda: photos.twelve_megapixels(bench, launcher, found, photo),
        "many": lambda: batches.many(bench, launcher, found, pictures, folder),
        "cores": lambda: cores(found, launcher, pictures, folder, everywhere),
        "shades": lambda: shades.compare(bench, found),
        "growth": lambda: (photos.by_size(bench, launcher, found, folder), shades.by_count(bench, found)),
    }
    for part in PARTS:
        if part in wanted:
            print(f"{part} …", flush=True)
            try:
                steps[part]()
            except Disagreement:
                raise
            except Exception as error:
                # Hours of the other parts are not thrown away for one, whatever a peer raises.
                found.failed.append(f"{part}: {type(error).__name__}: {error}")
                print(f"error: {part} failed: {type(error).__name__}: {error}", file=sys.stderr)


def cores(found: Findings, launcher: Launcher, pictures: list[Path], folder: Path, everywhere: set[int]):
    os.sched_setaffinity(0, everywhere)
    batches.cores(launcher, found, pictures, folder)
    os.sched_setaffinity(0, {min(everywhere)})


if __name__ == "__main__":
    sys.exit(main())

"""Whether our program and the Python pipeline read the same off photos: each is the other's oracle."""

import json
import subprocess
from pathlib import Path

import numpy as np
import skimage.color

from pipeline.photo import Pipeline
from programs import PROGRAM, Bench
from rows import Findings


def batch_command(folder: Path, out: Path, threads: int = 1) -> list[str]:
    """`--force`: photos that are not good enough are matched as well, as the Python pipeline does."""
    return [str(PROGRAM), "batch", str(folder), "--out", str(out), "--overwrite", "--force", "--threads", str(threads)]


def answered(out: Path) -> dict[str, dict]:
    """The objects without an error, by photo."""
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    return {row["id"]: row for row in rows if "error" not in row}


def check(bench: Bench, found: Findings, pipeline: Pipeline, folder: Path, what: str, scratch: Path) -> list[str]:
    """Names of the photos that both sides answer, once they agree on them."""
    # Photos without a face are failures to our program, but not to us.
    done = subprocess.run(batch_command(folder, scratch / "ours.ndjson"), capture_output=True, text=True)
    if done.returncode > 1:
        raise RuntimeError(done.stderr.strip())
    pipeline.batch([folder], scratch / "python.ndjson")
    ours, theirs = answered(scratch / "ours.ndjson"), answered(scratch / "python.ndjson")
    both = sorted(ours.keys() & theirs.keys())
    pairs = [(ours[name], theirs[name]) for name in both]
    alone = len(ours.keys() ^ theirs.keys())
    found.check(f"{what} with an answer from both sides", f"{len(both)}; from one side only: {alone}",
                len(both) > 9 * alone)

    seen = differences([(seen_by_us(bench, folder / name), theirs[name]["skin"]["seen"]) for name in both])
    found.check(f"{what}: skin as seen, to the Python pipeline", told(seen), np.median(seen) < 0.3 and max(seen) < 1)
    means = differences([(mine["skin"]["lab"], other["skin"]["lab"]) for mine, other in pairs])
    # Where a small face is decoded again the pipeline keeps its landmarks: lids then pass for whites of the eyes.
    found.check(f"{what}: the belief's mean", told(means),
                np.median(means) < 0.3 and np.quantile(means, 0.85) < 1 and max(means) < 2.5)
    radii = [abs(mine["skin"][key] / other["skin"][key] - 1)
             for mine, other in pairs for key in ("radius50", "radius90")]
    found.check(f"{what}: its radii", f"median {np.median(radii):.1%}, worst {max(radii):.1%}", max(radii) < 0.1)
    shades = [(mine["match"]["shades"], other["match"]["shades"]) for mine, other in pairs]
    common = np.mean([len({shade["sku"] for shade in mine} & {shade["sku"] for shade in other})
                      for mine, other in shades])
    first = [abs(mine[0]["deltaE00"]["expected"] - other[0]["deltaE00"]["expected"]) for mine, other in shades]
    found.check(f"{what}: the five best shades",
                f"{common:.1f} in common; the best one's expected ΔE00 is at most {max(first):.2f} apart",
                common > 4 and np.quantile(first, 0.85) < 0.2 and max(first) < 0.5)
    return both


def seen_by_us(bench: Bench, path: Path) -> list[float]:
    """Our program keeps to itself what the site looked like before anything is said about the light."""
    bench.make("seen", "photo", file=str(path))
    bench.ask(action="run", name="seen")
    seen = bench.result("seen")["figures"]["seen"]
    bench.drop("seen")
    return seen


def differences(pairs) -> np.ndarray:
    ours, theirs = np.array(pairs).transpose(1, 0, 2)
    return skimage.color.deltaE_ciede2000(ours, theirs)


def told(distances: np.ndarray) -> str:
    return f"ΔE00 median {np.median(distances):.2f}, worst {max(distances):.2f}"

"""From photos' files to what is said of them."""

import json
from pathlib import Path

import numpy as np
import skimage.color
from skimage.color.colorconv import rgb_from_xyz

from . import capture, light
from .belief import Belief
from .face import FaceFinder, Unreadable, pose
from .matching import Matcher
from .patch import Patch
from .picture import Header
from .skin import Reading, SkinReading
from .template import ROOT


class Pipeline:
    def __init__(self, catalog: Path = ROOT / "Catalog/sample.csv"):
        self.finder, self.matcher, self.model = FaceFinder(), Matcher(catalog), light.Model()

    def batch(self, inputs: list[Path], out: Path):
        """A line a photo; one that fails gets a line with its error."""
        paths = [path for given in inputs for path in (sorted(given.iterdir()) if given.is_dir() else [given])]
        with open(out, "w") as lines:
            for path in paths:
                if path.suffix.lower() not in (".jpg", ".jpeg", ".png"):
                    continue
                try:
                    report = self.run(str(path))
                except (Unreadable, OSError) as error:
                    report = {"error": {"code": str(error)}}
                lines.write(json.dumps({"id": path.name, **report}) + "\n")

    def run(self, path: str) -> dict:
        header = Header.read(path)
        if header.is_gray:
            raise Unreadable("monochrome")
        face = self.finder.find(header)
        patch = Patch(face, header.profile)
        if patch.is_gray:
            raise Unreadable("monochrome")
        reading = SkinReading(patch)
        whites = light.whites(patch)
        around = light.brightest(face.whole, face.all, header.profile)
        seen = light.scene_logarithms(rgb(reading.site.lab))
        evidence = {
            "whites": None if whites is None else light.scene_logarithms(whites) + light.lid_shade(patch),
            "brightest": None if around is None else light.scene_logarithms(around)}
        believed = self.model.light(seen, evidence)
        belief = Belief(seen, believed)
        turned, frame = pose(face.points), face.full_size_box
        measured = capture.measurements(
            patch, reading, seen, whites, self.model.strangeness(seen - light.logarithms(rgb(belief.mean))), turned, face.faces, frame[2])
        return {
            "image": {"path": path, "width": header.width, "height": header.height, "format": header.format},
            "face": {"score": round(face.score, 3), "box": frame.round(1).tolist(),
                     "pose": dict(zip(("yaw", "pitch", "roll"), np.round(turned, 1)))},
            "capture": measured, "skin": skin(reading, belief),
            "match": {"category": "foundation", "tolerance": self.matcher.tolerance,
                      "shades": self.matcher.matches(belief)},
        }


def skin(reading: SkinReading, belief: Belief) -> dict:
    radius50, radius90 = belief.radii()
    return {
        "lab": belief.mean.round(2).tolist(), "covariance": belief.covariance.round(3).tolist(),
        "radius50": round(radius50, 2), "radius90": round(radius90, 2), **belief.scales(),
        "regions": {name: region(value) for name, value in reading.regions.items()},
        "site": reading.site_names, "seen": reading.site.lab.round(2).tolist(), "patches": reading.sampler.patches,
        "lip": region(reading.lip), "brow": region(reading.brow), "hair": region(reading.hair),
    }


def rgb(lab: np.ndarray) -> np.ndarray:
    """Linear light."""
    return skimage.color.lab2xyz(lab) @ rgb_from_xyz.T


def region(reading: Reading | None) -> dict | None:
    return reading and {"lab": reading.lab.round(2).tolist(), "pixels": reading.pixels}

"""What needs no truth: photos of one person, photos that were altered, and what light evidence costs."""

import os
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from .figures import as_seen, believed, difference
from .steps import PHOTOS, PROGRAM, ROOT, analyze, lines, once, say
from .study import FOLDS

ALTERED = {"quality 50": ".jpg", "half the size": ".png", "0.3 EV up": ".png", "0.3 EV down": ".png"}


def same_person(study):
    """How often two photos of one person are nearer than photos of two people: by belief, and as seen; per cent."""
    photos = [photo for photo in PHOTOS if photo.name in study.people]
    model = study.fit("without-people", FOLDS, study.people)
    path = once(study.folder / "readings/people.ndjson", lambda out: analyze(photos, out, "--light-model", model))
    readings = [reading for reading in lines(path) if "skin" in reading]
    who = [study.people[Path(reading["image"]["path"]).name] for reading in readings]
    first, second = np.triu_indices(len(readings), 1)
    same = np.array([who[i] == who[j] for i, j in zip(first, second)])
    shares = []
    for color in (believed, as_seen):
        colors = np.array([color(reading) for reading in readings])
        apart = difference(colors[first], colors[second])
        shares.append(100 * np.mean(apart[same][:, None] < apart[~same]))
    return shares


def alter(photo, how, out):
    image = Image.open(photo)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image).convert("RGB")
    if how == "half the size":
        image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    elif how.startswith("0.3 EV"):
        encoded = np.asarray(image) / 255
        linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
        linear = np.minimum(linear * 2 ** (0.3 if how.endswith("up") else -0.3), 1)
        encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
        image = Image.fromarray(np.round(encoded * 255).astype(np.uint8))
    image.save(out, format="JPEG" if out.suffix == ".jpg" else "PNG", quality=50, icc_profile=profile)


def is_same_face(before, after):
    """Of several faces, another may be read once the photo is altered."""
    places = []
    for reading in (before, after):
        x, y, width, height = reading["face"]["box"]
        size = np.array([reading["image"]["width"], reading["image"]["height"]])
        places.append((np.array([x + width / 2, y + height / 2]) / size, np.array([width, height]) / size))
    (here, its_size), (there, _) = places
    return np.all(abs(here - there) < its_size / 3)


def robustness(study, change):
    """How many shared photos are read after a change too, and the medians of what belief and colour as seen move by."""
    def make(folder):
        folder.mkdir()
        for photo in PHOTOS:
            alter(photo, change, altered_path(folder, photo))

    def altered_path(folder, photo):
        return folder / f"{photo.name}{ALTERED[change]}"

    folder = once(study.folder / "altered" / change, make)
    before = read(study, "unaltered", PHOTOS)
    after = read(study, change, [altered_path(folder, photo) for photo in PHOTOS])
    pairs = [pair for pair in zip(before, after)
             if all("skin" in reading for reading in pair) and is_same_face(*pair)]
    moves = [[difference(color(one), color(other)) for one, other in pairs] for color in (believed, as_seen)]
    return len(pairs), *np.median(moves, 1)


def read(study, name, pictures):
    return lines(once(study.folder / "readings" / f"{name}.ndjson", lambda out: analyze(pictures, out)))


def processor_time(*command):
    process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    return os.wait4(process.pid, 0)[2].ru_utime


def cost(pictures, rounds):
    """Processor time of `analyze` in seconds, without and with evidence, medians of turns."""
    say(f"timing {rounds} rounds")
    turns = [[processor_time(PROGRAM, "analyze", "--format", "json", *options, *pictures)
              for options in (["--evidence", "none"], [])] for _ in range(rounds)]
    return np.median(turns, 0)

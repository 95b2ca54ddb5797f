#!/usr/bin/env python3
"""Fits Sources/SkinTone/Resources/light-model.txt: how light and skin show in what a photo lets see.

    Scripts/fit-light-model.py [--holdout PHOTO,...] [--out FILE] PAIR...

A PAIR is READINGS:TRUTHS: what `shadewise analyze --evidence all --format json` says of some pictures, and what `shadewise portrait
--truth` says of the same, drawn or relit. To judge a model, fit it on four folds' pairs, some photographs held out,
and read the fifth and those with `--light-model FILE`.
"""
import argparse
import json
import sys

import numpy as np

FACTORS = ["whites", "brightest", "surroundings", "highlights", "teeth", "lips", "brows"]
# What beliefs rely on, as LightFactor.relied: these alone say how far a picture is from the rest.
RELIED = ["whites", "brightest"]
# Of the t distribution that pictures are fitted by, so that those far from the rest count less.
DEGREES = 20.0
# Of the one that widens beliefs where factors contradict each other. Errors of folds not fitted on grow less with
# contradiction than 20 would have it: a quarter of beliefs, the narrowest, would hold too little and another too much.
CONTRADICTION = 80.0
# Degrees of freedom and scale of what beliefs leave open, then what ln of the scale grows by as ln of the site's light
# falls by 1, chosen so that regions hold what they say in each third of depth and each quarter of radius90, on drawn
# portraits and on relit photographs. One scale serves both: regions that hold half of relit skins hold 57 % of drawn.
BELIEF = (5.0, 0.74, 0.2)
# Relit photographs' weight beside drawn portraits': there are few different ones among them, but real eyes, which are
# smaller, darker and more different from each other than drawn ones.
RELIT = 0.6
# Photos taken with a flash, and photos with a card, tell of nothing else; so many are needed at least.
FEWEST = 50
# Slopes are drawn to those of a thing that follows the light and not the skin, as if so much had been seen already.
RIDGE = 2.0

# Contrast, shoulder and saturation of cameras, as CameraTone has them: the average one's, and ranges.
AVERAGE = 0.07
TONES = np.array([-0.06, 0.55, 0.9]) + np.array([0.3, 0.45, 0.3]) * (
    (0.5 + np.arange(1, 49)[:, None] * 1.2207440846 ** -np.array([1.0, 2.0, 3.0])) % 1)

XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290])


def logarithms(lab):
    """ln of linear sRGB of CIELAB colours under D65."""
    y = (lab[:, 0] + 16) / 116
    f = np.stack([y + lab[:, 1] / 500, y, y - lab[:, 2] / 200], 1)
    edge = 6 / 29
    xyz = np.where(f > edge, f**3, 3 * edge**2 * (f - 4 / 29)) * WHITE
    return np.log(np.maximum(xyz @ np.linalg.inv(XYZ).T, 1e-4))


def load(pair):
    readings, truths = pair.split(":")
    known = {}
    with open(truths) as lines:
        for truth in map(json.loads, lines):
            known[truth["path"]] = truth
    samples = []
    with open(readings) as lines:
        for reading in map(json.loads, lines):
            truth = known.get(reading["image"]["path"].rsplit("/", 1)[-1])
            if "light" not in reading or truth is None or not is_same_face(reading, truth):
                continue
            evidence = reading["light"]["evidence"]
            samples.append({
                "site": evidence["site"], "lab": truth["lab"], "photo": truth.get("photo"),
                "flash": truth["light"].get("flash", False), "card": truth.get("reference"), "held": truth.get("held"),
                "reference": evidence.get("reference"),
                "seen": [evidence.get(factor, [np.nan] * 3) for factor in FACTORS],
            })
    return samples


def is_same_face(reading, truth):
    """Of several faces, another may have been read than the one that was relit."""
    x, y, width, height = reading["face"]["box"]
    middle = np.mean(np.array(truth["landmarks"])[:, :2], 0)
    return abs(x + width / 2 - middle[0]) < width / 3 and abs(y + height / 2 - middle[1]) < height / 3


def arrays(samples):
    """In logarithms: the skins, the lights on them, and what is seen, three columns a factor."""
    floor = 0.5 / 255 / 12.92
    skin = logarithms(np.array([s["lab"] for s in samples], float))
    light = np.log(np.maximum([s["site"] for s in samples], floor)) - skin
    seen = np.log(np.maximum(np.array([s["seen"] for s in samples], float).reshape(len(samples), -1), floor))
    return skin, light, seen


def fit(samples):
    skin, light, seen = arrays(samples)
    relit = np.array([s["photo"] is not None for s in samples])
    prior = np.where(relit, RELIT * (~relit).sum() / max(relit.sum(), 1) if (~relit).any() else 1, 1.0)
    prior /= prior.mean()
    middle = skin.mean(0)
    known = np.concatenate([np.ones((len(samples), 1)), light, skin - middle], 1)
    size = seen.shape[1]
    relied = np.repeat([factor in RELIED for factor in FACTORS], 3)
    weight = prior.copy()
    for _ in range(8):
        mean = (weight[:, None] * light).sum(0) / weight.sum()
        off = light - mean
        spread = (weight[:, None] * off).T @ off / prior.sum()
        slopes, errors = np.zeros((7, size)), np.full_like(seen, np.nan)
        for column in range(size):
            here = ~np.isnan(seen[:, column])
            rest = seen[here, column] - light[here, column % 3]
            x, w = known[here], weight[here]
            normal = x.T @ (w[:, None] * x) + RIDGE * np.diag([0, 1, 1, 1, 1, 1, 1])
            slopes[:, column] = np.linalg.solve(normal, x.T @ (w * rest))
            errors[here, column] = rest - x @ slopes[:, column]
        residual = np.zeros((size, size))
        for i in range(size):
            for j in range(i, size):
                both = ~np.isnan(errors[:, i] * errors[:, j])
                if both.sum() > 20:
                    residual[i, j] = (weight * errors[:, i] * errors[:, j])[both].sum() / prior[both].sum()
                residual[j, i] = residual[i, j]
        values, vectors = np.linalg.eigh(residual)
        residual = (vectors * np.maximum(values, 1e-4)) @ vectors.T
        # A t distribution: samples far from the rest count less.
        distance = np.einsum("ni,ij,nj->n", off, np.linalg.inv(spread), off)
        count = np.full(len(samples), 3.0)
        for n in range(len(samples)):
            here = ~np.isnan(errors[n]) & relied
            if here.any():
                distance[n] += errors[n, here] @ np.linalg.solve(residual[np.ix_(here, here)], errors[n, here])
                count[n] += here.sum()
        weight = prior * (DEGREES + count) / (DEGREES + distance)
    return middle, mean, spread, slopes, residual


def encoded(light):
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)


def linearized(code):
    return np.where(code <= 0.04045, code / 12.92, ((np.maximum(code, 0) + 0.055) / 1.055) ** 2.4)


def contrasted(light, contrast):
    code = encoded(np.clip(light, 0, 1))
    return linearized(code + 4 * contrast * (code - encoded(0.18)) * code * (1 - code))


def undone(light, contrast, shoulder, saturation):
    """Linear light before a camera's tone: CameraTone.undone."""
    code = encoded(np.clip(light, 0, 1))
    middle, origin = encoded(0.18), code
    for _ in range(4):
        off = 4 * contrast * (origin - middle) * origin * (1 - origin)
        slope = 1 + 4 * contrast * (origin * (1 - origin) + (origin - middle) * (1 - 2 * origin))
        origin = origin - (origin + off - code) / slope
    light = linearized(origin)
    if shoulder < 1:
        over = np.clip((light - shoulder) / (1 - shoulder), 0, 0.98)
        light = np.where(light > shoulder, shoulder - (1 - shoulder) * np.log(1 - over), light)
    luminance = (light @ XYZ[1])[..., None]
    return np.maximum(luminance + (light - luminance) / saturation, 1e-4)


def tones(site, reference):
    """CameraTone.spread of each sample: mean and covariance over cameras."""
    here, there = (contrasted(np.exp(seen), AVERAGE) for seen in (site, reference))
    gaps = np.stack([np.log(undone(here, *tone)) - np.log(undone(there, *tone)) for tone in TONES]) - (site - reference)
    off = gaps - gaps.mean(0)
    return gaps.mean(0), np.einsum("cni,cnj->nij", off, off) / (len(TONES) - 1)


def with_references(model, residual, samples):
    """Where references lie, and the factors' scale matrix with theirs beside it."""
    middle, _, _, slopes, _ = model
    skin, light, seen = arrays(samples)
    cards = logarithms(np.array([s["card"].split("=")[1].split(",") for s in samples], float))
    shown = np.log([s["reference"] for s in samples])
    # How they differ from what the face's light and an average camera would make of them, beside what cameras differ by.
    means, covariances = tones(light + skin, shown)
    values = shown - cards - light - means
    offset, spread = spread_of(values)
    own, vectors = np.linalg.eigh(spread - np.median(covariances, 0))
    spread = (vectors * np.maximum(own, 1e-3)) @ vectors.T
    known = np.concatenate([np.ones((len(samples), 1)), light, skin - middle], 1)
    errors = seen - np.tile(light, len(FACTORS)) - known @ slopes
    off = values - offset
    weight = (DEGREES + 3) / (DEGREES + np.einsum("ni,ij,nj->n", off, np.linalg.inv(spread), off))
    together = np.zeros((len(residual), 3))
    for row in range(errors.shape[1]):
        here = ~np.isnan(errors[:, row])
        if here.sum() > 20:
            together[row] = (weight[here] * errors[here, row]) @ off[here] / here.sum()
    whole = np.block([[residual, together], [together.T, spread]])
    values, vectors = np.linalg.eigh(whole)
    return offset, (vectors * np.maximum(values, 1e-4)) @ vectors.T


def spread_of(values):
    """Middle and scale matrix as of a t distribution."""
    middle, spread = values.mean(0), np.cov(values.T)
    for _ in range(8):
        off = values - middle
        weight = (DEGREES + 3) / (DEGREES + np.einsum("ni,ij,nj->n", off, np.linalg.inv(spread), off))
        middle = (weight[:, None] * values).sum(0) / weight.sum()
        spread = (weight[:, None] * (values - middle)).T @ (values - middle) / len(values)
    return middle, spread


def text(model, samples, flashed, carded):
    middle, mean, spread, slopes, residual = model
    relit = sum(s["photo"] is not None for s in samples)
    photos = len({s["photo"] for s in samples if s["photo"]})

    def line(word, numbers):
        return word + " " + " ".join(f"{x:.5g}" for x in np.ravel(numbers))

    lines = [
        "# What a photo lets see of its light; written by Scripts/fit-light-model.py, read by LightModel.",
        f"# From {len(samples) - relit} drawn portraits and {relit} relit pictures of {photos} photographs.",
        line("degrees", [CONTRADICTION]), line("belief", BELIEF), line("skin", middle), line("light", mean), line("spread", spread),
    ]
    reference, residual = with_references(model, residual, [s for s in carded if not s["held"]])
    held, residual = with_references(model, residual, [s for s in carded if s["held"]])
    flash, its_spread = spread_of(arrays(flashed)[1])
    lines += [line("flash", flash), line("flashspread", its_spread), line("reference", reference),
              line("held", held)]
    for place, factor in enumerate(FACTORS):
        here = slopes[:, 3 * place:3 * place + 3]
        lines.append(line(f"factor {factor}", np.concatenate(
            [here[0], (here[1:4].T + np.eye(3)).ravel(), here[4:7].T.ravel()])))
    lines += [line("residual", row) for row in residual]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="PAIR")
    parser.add_argument("--out", default="Sources/SkinTone/Resources/light-model.txt")
    parser.add_argument("--holdout", default="", help="photographs not to fit on, with commas between")
    arguments = parser.parse_args()
    held = set(filter(None, arguments.holdout.split(",")))
    parts = [[s for s in load(pair) if s["photo"] not in held] for pair in arguments.pairs]
    everything = sum(parts, [])
    samples = [s for s in everything if not s["flash"] and not s["card"]]
    flashed = [s for s in everything if s["flash"] and not s["card"]]
    carded = [s for s in everything if s["card"] and s["reference"] and not s["flash"]]
    held = sum(s["held"] for s in carded)
    if min(len(flashed), held, len(carded) - held) < FEWEST:
        sys.exit(f"pictures taken with a flash, with a held card and with one lit alike are needed, {FEWEST} of each")
    with open(arguments.out, "w") as file:
        file.write(text(fit(samples), samples, flashed, carded))
    print(f"{arguments.out}: from {len(samples)} pictures", file=sys.stderr)


if __name__ == "__main__":
    main()

"""sRGB bytes to CIELAB, and CIEDE2000."""

import colour
import cv2
import numpy as np
import skimage.color

from programs import Bench
from rows import Findings
from timing import in_turn, timed

D65 = colour.CCS_ILLUMINANTS["CIE 1931 2 Degree Standard Observer"]["D65"]


def colour_lab(pixels: np.ndarray) -> np.ndarray:
    """IEC 61966-2-1 and CIE 15 in double precision, D65 at (0.3127, 0.3290): the oracle."""
    return colour.XYZ_to_Lab(colour.sRGB_to_XYZ(pixels / 255.0), illuminant=D65)


def opencv_float(pixels: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.float32(pixels)[None] / np.float32(255), cv2.COLOR_RGB2Lab)[0]


def opencv_bytes(pixels: np.ndarray) -> np.ndarray:
    lab = np.float64(cv2.cvtColor(pixels[None], cv2.COLOR_RGB2Lab)[0])
    return lab * [100 / 255, 1, 1] - [0, 128, 128]


def ours_lab(bench: Bench, pixels: np.ndarray) -> np.ndarray:
    bench.make("lab", "srgb8-to-lab", file=bench.save("pixels", pixels))
    bench.ask(action="run", name="lab")
    return bench.numbers("lab").reshape(3, -1).T


def lab_errors(bench: Bench) -> dict[str, tuple[float, float]]:
    """Greatest and mean ΔE76 to the oracle over all 2²⁴ colours."""
    sides = {
        "ours": lambda pixels: ours_lab(bench, pixels), "float": opencv_float, "bytes": opencv_bytes,
        "skimage": lambda pixels: skimage.color.rgb2lab(pixels[None])[0],
    }
    greatest, total = dict.fromkeys(sides, 0.0), dict.fromkeys(sides, 0.0)
    chunk = 1 << 20
    for first in range(0, 1 << 24, chunk):
        codes = np.arange(first, first + chunk, dtype=np.uint32)
        pixels = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=-1).astype(np.uint8)
        truth = colour_lab(pixels)
        for name, side in sides.items():
            distance = np.sqrt(((side(pixels) - truth) ** 2).sum(axis=-1))
            greatest[name] = max(greatest[name], float(distance.max()))
            total[name] += float(distance.sum())
    return {name: (greatest[name], total[name] / (1 << 24)) for name in sides}


def conversion(bench: Bench, found: Findings, photo: np.ndarray):
    """`photo`: RGB bytes of about a megapixel."""
    errors = lab_errors(bench)
    found.check("sRGB8 → Lab, all 2²⁴ colours, to colour-science in double precision",
                f"greatest ΔE76 {errors['ours'][0]:.1e}", errors["ours"][0] <= 1e-3)
    text = {name: f"{greatest:.2g} ΔE76 (mean {mean:.2g})" for name, (greatest, mean) in errors.items()}

    pixels = np.ascontiguousarray(photo.reshape(-1, 3))
    count = len(pixels)
    bench.make("lab", "srgb8-to-lab", file=bench.save("pixels", pixels))
    floats = np.float32(photo) / np.float32(255)
    target = np.empty_like(floats)
    bytes_target = np.empty_like(photo)
    small = photo[: photo.shape[0] // 4]
    fast = in_turn({
        "ours": bench.side("lab", 3),
        "float": timed(lambda: cv2.cvtColor(floats, cv2.COLOR_RGB2Lab, dst=target), 3),
        "bytes": timed(lambda: cv2.cvtColor(photo, cv2.COLOR_RGB2Lab, dst=bytes_target), 3),
    }, found.rounds)
    slow = in_turn({
        "ours": bench.side("lab", 3), "skimage": timed(lambda: skimage.color.rgb2lab(small)),
        "colour": timed(lambda: colour_lab(small)),
    }, max(3, found.rounds // 3))
    for name in ("skimage", "colour"):
        slow[name].wall = [t * 4 for t in slow[name].wall]
        slow[name].cpu = [t * 4 for t in slow[name].cpu]

    def row(times, name, peer, error, target=None):
        found.row("Colour", "sRGB8 → Lab, float planes", peer, "pixel", times["ours"], times[name], count,
                  text["ours"], error, target)
        found.point("colors", peer, times[name].minimum(found.clock) / count * 1e9, errors.get(name, (0,))[0])

    row(fast, "float", "OpenCV `cvtColor`, float32", text["float"], 4.5)
    row(fast, "bytes", "OpenCV `cvtColor`, bytes in and out", text["bytes"])
    row(slow, "skimage", "scikit-image `rgb2lab`", text["skimage"])
    row(slow, "colour", "colour-science", "the oracle")
    found.point("colors", "Shadewise", fast["ours"].minimum(found.clock) / count * 1e9, errors["ours"][0])
    bench.drop("lab")


def adversarial(count: int, references: int) -> tuple[np.ndarray, np.ndarray]:
    """Colours and references whose pairs meet CIEDE2000's traps, as float32: everywhere, near grey, near the other's
    opposite hue, skin, and near each other."""
    random = np.random.default_rng(7)
    everywhere = lambda n: random.uniform([0, -100, -100], [100, 100, 100], (n, 3))
    gray = lambda n: random.uniform([0, -1, -1], [100, 1, 1], (n, 3))
    skin = lambda n: random.normal([55, 12, 18], [12, 3, 4], (n, 3))
    others = np.concatenate([everywhere(references // 2), gray(references // 4), skin(references // 4)])
    share = count // 5
    chosen = others[random.integers(0, references, share)]
    opposed = chosen * np.c_[np.ones(share), -random.uniform(0.1, 2, (share, 1)).repeat(2, 1)]
    opposed += random.normal(0, 1e-3, opposed.shape)
    near = others[random.integers(0, references, share)] + random.normal(0, 0.3, (share, 3))
    colors = np.concatenate([everywhere(count - 4 * share), gray(share), skin(share), opposed, near])
    return np.float32(colors), np.float32(others)


def is_opposed(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Whether two hues are within 1e-5 radians of exact opposition, where the definition jumps."""
    c7 = ((np.hypot(*first[..., 1:].T).T + np.hypot(*second[..., 1:].T).T) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(c7 / (c7 + 25.0**7))
    a1, a2 = stretch * first[..., 1], stretch * second[..., 1]
    b1, b2 = first[..., 2], second[..., 2]
    cross, dot = a1 * b2 - a2 * b1, a1 * a2 + b1 * b2
    return (dot < 0) & (np.abs(cross) < 1e-5 * np.abs(dot))


def difference(bench: Bench, found: Findings):
    count, references = 1 << 15, 64
    colors, others = adversarial(count, references)
    bench.make("pairs", "ciede2000", file=bench.save("colors", colors.T), second=bench.save("others", others.T))
    bench.ask(action="run", name="pairs")
    ours = bench.numbers("pairs").reshape(references, count)
    wide, wide_others = np.float64(colors), np.float64(others)
    truth = np.stack([skimage.color.deltaE_ciede2000(wide, other[None]) for other in wide_others])
    second = np.stack([colour.delta_E(wide, np.broadcast_to(other, wide.shape), method="CIE 2000")
                       for other in wide_others])
    jumps = np.stack([is_opposed(wide, np.broadcast_to(other, wide.shape)) for other in wide_others])
    our_error = float(np.abs(ours - truth)[~jumps].max())
    colour_error = float(np.abs(second - truth)[~jumps].max())
    found.check(f"CIEDE2000, {count * references:,} random and adversarial pairs, to scikit-image in double precision",
                f"greatest {our_error:.1e} ({int(jumps.sum())} pairs of exactly opposed hues left out)",
                our_error <= 1e-3)
    bench.drop("pairs")

    count, references = 1 << 14, 16
    colors, others = adversarial(count, references)
    wide, wide_others = np.float64(colors), np.float64(others)
    bench.make("pairs", "ciede2000", file=bench.save("colors", colors.T), second=bench.save("others", others.T))
    times = in_turn({
        "ours": bench.side("pairs", 5),
        "skimage": timed(lambda: [skimage.color.deltaE_ciede2000(wide, other[None]) for other in wide_others[:4]]),
        "colour": timed(lambda: [colour.delta_E(wide, other[None], method="CIE 2000") for other in wide_others[:4]]),
    }, max(3, found.rounds // 2))
    for name in ("skimage", "colour"):
        times[name].wall = [t * 4 for t in times[name].wall]
        times[name].cpu = [t * 4 for t in times[name].cpu]
    pairs = count * references
    error = f"{our_error:.1e} ΔE00"
    found.row("Colour", "CIEDE2000, many to many", "scikit-image `deltaE_ciede2000`", "pair", times["ours"],
              times["skimage"], pairs, error, "the oracle", 55)
    found.row("Colour", "CIEDE2000, many to many", "colour-science `delta_E`", "pair", times["ours"],
              times["colour"], pairs, error, f"{colour_error:.1e} ΔE00")
    bench.drop("pairs")

"""Draws swatch pictures as shops publish them, each with the colour it was painted in: the truth for measuring them.

    draw-swatches.py FOLDER COUNT SEED [KIND ...]

writes FOLDER/0000.jpg (or .png) ... and FOLDER/truth.csv with name, kind, background, category and L*, a*, b* of the
product under D65. The same seed draws the same pictures with the same versions of NumPy and Pillow.
"""
import csv
import io
import math
import os
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont


# Colour ---------------------------------------------------------------------------------------------------------

MATRIX = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290])


def linear(encoded):
    encoded = np.asarray(encoded, float)
    return np.where(encoded <= 0.04045, encoded / 12.92, ((np.maximum(encoded, 0) + 0.055) / 1.055) ** 2.4)


def encoded(light):
    light = np.clip(light, 0, None)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def lab_of(color):
    ratio = MATRIX @ linear(color) / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def color_of(lab):
    """Encoded sRGB in eighths of bits, as a feed's hex would be."""
    l, a, b = lab
    fy = (l + 16) / 116
    f = np.array([fy + a / 500, fy, fy - b / 200])
    ratio = np.where(f > 6 / 29, f ** 3, (f - 4 / 29) * 108 / 841)
    rgb = encoded(np.linalg.solve(MATRIX, ratio * WHITE))
    return np.round(np.clip(rgb, 0, 1) * 255) / 255


# Facial colour from light to deep, continued at both ends to porcelain and espresso as shops draw them.
DEPTHS = np.array([
    (94, 2, 8), (89, 4, 13), (84, 7, 17), (78, 9, 20), (70, 12, 24), (62, 14, 26), (54, 15, 25), (46, 15, 23),
    (38, 13, 18), (30, 10, 13), (23, 8, 9), (17, 6, 5)])


def base_color(random):
    place = random.uniform(0, len(DEPTHS) - 1)
    low = min(int(place), len(DEPTHS) - 2)
    lab = DEPTHS[low] + (DEPTHS[low + 1] - DEPTHS[low]) * (place - low)
    return color_of(lab + random.normal(0, (1, 2, 3)))


def product_color(random):
    category = random.choice(["base", "lip", "blush", "eye", "highlighter"], p=[0.55, 0.16, 0.1, 0.14, 0.05])
    if category == "base":
        return category, base_color(random)
    if category == "lip":
        hue = math.radians(random.uniform(-15, 50))
        chroma = random.uniform(12, 62)
        return category, color_of((random.uniform(18, 70), chroma * math.cos(hue), chroma * math.sin(hue)))
    if category == "blush":
        hue = math.radians(random.uniform(-10, 55))
        chroma = random.uniform(15, 45)
        return category, color_of((random.uniform(40, 82), chroma * math.cos(hue), chroma * math.sin(hue)))
    if category == "highlighter":
        return category, color_of((random.uniform(80, 95), random.uniform(-1, 8), random.uniform(0, 18)))
    kind = random.integers(4)
    if kind == 0:
        return category, color_of((random.uniform(4, 22), random.uniform(-2, 3), random.uniform(-3, 3)))
    if kind == 1:
        return category, color_of((random.uniform(92, 98), random.uniform(-1, 2), random.uniform(-1, 4)))
    if kind == 2:
        return category, color_of((random.uniform(30, 75), random.uniform(0, 12), random.uniform(2, 20)))
    hue = random.uniform(0, 2 * math.pi)
    chroma = random.uniform(5, 45)
    return category, color_of((random.uniform(22, 75), chroma * math.cos(hue), chroma * math.sin(hue)))


# Shapes and textures --------------------------------------------------------------------------------------------

class Canvas:
    def __init__(self, width, height, random):
        self.w, self.h, self.random = width, height, random
        self.y, self.x = np.mgrid[0:height, 0:width] + 0.5
        self.pixels = np.ones((height, width, 3))
        self.alpha = np.ones((height, width))
        self.size = min(width, height)

    def shape(self, draw_on):
        """An anti-aliased mask; `draw_on` gets an ImageDraw at three times the size and the factor."""
        image = Image.new("L", (self.w * 3, self.h * 3), 0)
        draw_on(ImageDraw.Draw(image), 3)
        image = image.resize((self.w, self.h), Image.Resampling.BOX)
        return np.asarray(image, float) / 255

    def blurred(self, mask, radius):
        image = Image.fromarray(np.uint8(np.clip(mask, 0, 1) * 255))
        return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), float) / 255

    def noise(self, across, down=None, seed=None):
        """Smooth noise of variance 1 whose features are about `across` × `down` pixels."""
        down = down or across
        small = self.random.normal(size=(max(2, int(self.h / down) + 2), max(2, int(self.w / across) + 2)))
        image = Image.fromarray(small.astype(np.float32)).resize((self.w, self.h), Image.Resampling.BICUBIC)
        field = np.asarray(image, float)
        return (field - field.mean()) / max(field.std(), 1e-6)

    def streaks(self, angle, across, along):
        """Noise drawn out along `angle`."""
        u = self.x * math.cos(angle) + self.y * math.sin(angle)
        v = -self.x * math.sin(angle) + self.y * math.cos(angle)
        rows = self.random.normal(size=(64, 256))
        image = np.asarray(Image.fromarray(rows.astype(np.float32)).resize((512, 1024), Image.Resampling.BICUBIC))
        field = image[np.int64(v / across * 4) % 1024, np.int64(u / along * 2) % 512]
        return field / max(field.std(), 1e-6)

    def paint(self, color, mask, opacity=1.0):
        weight = (mask * opacity)[..., None]
        self.pixels = self.pixels * (1 - weight) + np.broadcast_to(color, self.pixels.shape) * weight
        self.alpha = self.alpha + (1 - self.alpha) * mask * opacity

    def scale_light(self, factor, mask):
        """Multiplies linear light inside a mask."""
        lit = encoded(linear(self.pixels) * np.asarray(factor)[..., None])
        self.pixels = self.pixels * (1 - mask[..., None]) + lit * mask[..., None]

    def shadow(self, mask):
        kind = self.random.integers(4)
        if kind == 0 or self.size < 30:
            return
        dx, dy = self.random.uniform(-0.03, 0.03) * self.size, self.random.uniform(0.005, 0.05) * self.size
        moved = np.roll(np.roll(mask, round(dy), 0), round(dx), 1)
        soft = self.blurred(moved, self.size * self.random.uniform(0.008, 0.05))
        depth = self.random.uniform(0.08, 0.5)
        self.pixels *= 1 - (soft * depth)[..., None]
        self.alpha = np.maximum(self.alpha, soft * depth)


def text(canvas, string, where, height, color, opacity=1.0):
    font = ImageFont.load_default(size=max(6, height))
    image = Image.new("L", (canvas.w, canvas.h), 0)
    ImageDraw.Draw(image).text(where, string, fill=255, font=font, anchor="mm")
    canvas.paint(np.array(color), np.asarray(image, float) / 255, opacity)


NAMES = ["210N Sand", "Porcelain", "Espresso", "NC42", "Ruby Woo", "Deep 3 warm", "Velvet Teddy", "120 Ivoire", "Bare", "0.5"]


# Backgrounds ----------------------------------------------------------------------------------------------------

def background(canvas, name):
    random = canvas.random
    full = np.ones((canvas.h, canvas.w))
    if name in ("white", "transparent"):
        if name == "transparent":
            canvas.alpha *= 0
        return
    if name == "off-white":
        canvas.paint(color_of((random.uniform(94, 99), random.uniform(-1, 2), random.uniform(-2, 5))), full)
    elif name == "grey":
        canvas.paint(color_of((random.uniform(55, 93), 0, random.uniform(-1, 1))), full)
    elif name == "dark":
        canvas.paint(color_of((random.uniform(3, 25), random.uniform(-2, 3), random.uniform(-3, 3))), full)
    elif name == "gradient":
        first = color_of((random.uniform(88, 100), random.uniform(-1, 2), random.uniform(-2, 4)))
        second = color_of((random.uniform(62, 90), random.uniform(-1, 2), random.uniform(-2, 4)))
        if random.random() < 0.5:
            angle = random.uniform(0, 2 * math.pi)
            t = (canvas.x / canvas.w - 0.5) * math.cos(angle) + (canvas.y / canvas.h - 0.5) * math.sin(angle) + 0.5
        else:
            t = np.hypot(canvas.x / canvas.w - 0.5, canvas.y / canvas.h - 0.5) * 1.4
        t = np.clip(t, 0, 1)[..., None]
        canvas.pixels = first * (1 - t) + second * t
    elif name == "coloured":
        kind = random.integers(3)
        if kind == 0:
            color = color_of((random.uniform(75, 93), random.uniform(3, 16), random.uniform(-4, 14)))
        elif kind == 1:
            color = color_of((random.uniform(65, 90), random.uniform(0, 8), random.uniform(8, 24)))
        else:
            hue = random.uniform(0, 2 * math.pi)
            color = color_of((random.uniform(30, 88), 32 * math.cos(hue), 32 * math.sin(hue)))
        canvas.paint(color, full)
    elif name in ("skin", "arm"):
        color = base_color(random)
        place = random.uniform(2, 9)
        low = int(place)
        color = color_of(DEPTHS[low] + (DEPTHS[low + 1] - DEPTHS[low]) * (place - low) + random.normal(0, (1, 1.5, 2)))
        mask = full
        across = np.zeros((canvas.h, canvas.w))
        if name == "arm":
            angle = random.uniform(-0.3, 0.3)
            centre = canvas.h * random.uniform(0.42, 0.58)
            half = canvas.h * random.uniform(0.34, 0.44)
            across = (canvas.y - centre - (canvas.x - canvas.w / 2) * math.tan(angle)) / half
            mask = np.clip((1 - np.abs(across)) * half + 0.5, 0, 1)
        canvas.paint(color, mask)
        light = 1 + 0.035 * canvas.noise(canvas.size / 4) + 0.015 * canvas.noise(max(1.5, canvas.size / 90))
        light = light * (1 - random.uniform(0.1, 0.35) * np.clip(np.abs(across), 0, 1) ** 2.5)
        tilt = random.uniform(-0.12, 0.12)
        canvas.scale_light(light * (1 + tilt * (canvas.x / canvas.w - 0.5)), mask)


# Kinds ----------------------------------------------------------------------------------------------------------

def blob(canvas, cx, cy, rx, ry, rough, angle=0.0):
    random = canvas.random
    t = np.linspace(0, 2 * math.pi, 160, endpoint=False)
    radius = np.ones_like(t)
    for k in range(2, 14):
        radius += rough / k ** 0.8 * random.normal() * np.cos(k * t + random.uniform(0, 2 * math.pi)) * 0.5
    x, y = rx * radius * np.cos(t), ry * radius * np.sin(t)
    xs = cx + x * math.cos(angle) - y * math.sin(angle)
    ys = cy + x * math.sin(angle) + y * math.cos(angle)
    return canvas.shape(lambda d, f: d.polygon([(a * f, b * f) for a, b in zip(xs, ys)], fill=255))


def stroke(canvas, cx, cy, length, width, angle):
    random = canvas.random
    s = np.linspace(-0.5, 0.5, 40)
    bend = random.uniform(-0.25, 0.25) * length
    half = width / 2 * (1 + 0.08 * random.normal(size=40))
    half *= np.clip((0.53 - np.abs(s)) * random.uniform(6, 20), 0.0, 1)
    u, v = s * length, bend * (4 * s ** 2 - 0.5) * 0.5
    sides = [(u, v + half), (u[::-1], (v - half)[::-1])]
    us, vs = np.concatenate([a for a, _ in sides]), np.concatenate([b for _, b in sides])
    xs = cx + us * math.cos(angle) - vs * math.sin(angle)
    ys = cy + us * math.sin(angle) + vs * math.cos(angle)
    return canvas.shape(lambda d, f: d.polygon([(a * f, b * f) for a, b in zip(xs, ys)], fill=255))


def gloss(canvas, mask, angle, strength):
    """Bright streaks where a wet film turns to the light."""
    field = canvas.streaks(angle, max(2, canvas.size / canvas.random.uniform(8, 25)), canvas.size * 0.9)
    bright = np.clip((field - canvas.random.uniform(1.2, 1.9)) * 1.5, 0, 1) * mask * strength
    canvas.paint(np.ones(3), canvas.blurred(bright, max(0.4, canvas.size / 300)))


def film(canvas, mask, color, angle=None):
    """A film of product: streaks, thinner edge, relief lit from one side, gloss."""
    random = canvas.random
    angle = random.uniform(-0.6, 0.6) if angle is None else angle
    sheer = random.uniform(0, 1) < 0.25
    cover = mask
    if sheer:
        cover = mask * np.clip(0.55 + 0.6 * canvas.blurred(mask, canvas.size * 0.02), 0, 1)
    canvas.paint(color, cover)
    texture = random.uniform(0, 0.07)
    light = 1 + texture * canvas.streaks(angle, max(1.5, canvas.size / random.uniform(12, 60)), canvas.size)
    inner = canvas.blurred(mask, max(0.5, canvas.size * random.uniform(0.01, 0.03)))
    gy, gx = np.gradient(inner)
    turn = random.uniform(0, 2 * math.pi)
    relief = (gx * math.cos(turn) + gy * math.sin(turn)) * canvas.size * random.uniform(0, 0.06)
    light = light * np.clip(1 + relief, 0.5, 1.6)
    light *= 1 + random.uniform(-0.08, 0.08) * (canvas.x / canvas.w - 0.5) * 2
    canvas.scale_light(light, mask)
    if random.random() < 0.5:
        gloss(canvas, mask, angle, random.uniform(0.2, 0.85))


def smear(canvas, color):
    random = canvas.random
    count = random.choice([1, 1, 1, 2, 3])
    angle = random.uniform(-0.8, 0.8)
    cx, cy = canvas.w * random.uniform(0.4, 0.6), canvas.h * random.uniform(0.4, 0.6)
    for i in range(count):
        offset = (i - (count - 1) / 2) * canvas.size * 0.8 / count
        if random.random() < 0.6 or count > 1:
            mask = stroke(
                canvas, cx - offset * math.sin(angle), cy + offset * math.cos(angle),
                canvas.size * random.uniform(0.5, 0.95), canvas.size * random.uniform(0.2, 0.45) / (1 if count == 1 else count * 0.75),
                angle)
        else:
            mask = blob(
                canvas, cx, cy, canvas.w * random.uniform(0.2, 0.45), canvas.h * random.uniform(0.18, 0.4), 0.25,
                random.uniform(0, 3))
        canvas.shadow(mask)
        film(canvas, mask, color, angle)


def drop(canvas, color):
    random = canvas.random
    r = canvas.size * random.uniform(0.22, 0.42)
    cx, cy = canvas.w * random.uniform(0.42, 0.58), canvas.h * random.uniform(0.42, 0.58)
    mask = blob(canvas, cx, cy, r, r * random.uniform(0.7, 1), 0.06)
    canvas.shadow(mask)
    canvas.paint(color, mask)
    rim = 1 - canvas.blurred(mask, r * 0.15)
    canvas.scale_light(1 - random.uniform(0.1, 0.5) * np.clip(rim * 1.6, 0, 1) * (canvas.y > cy - r * 0.3), mask)
    shine = canvas.shape(lambda d, f: d.ellipse(
        [(cx - r * 0.55) * f, (cy - r * 0.6) * f, (cx - r * 0.05) * f, (cy - r * 0.3) * f], fill=255))
    canvas.paint(np.ones(3), canvas.blurred(shine * mask, max(0.5, r * random.uniform(0.02, 0.1))), random.uniform(0.4, 1))


def powder(canvas, color):
    random = canvas.random
    cx, cy = canvas.w * random.uniform(0.44, 0.56), canvas.h * random.uniform(0.44, 0.56)
    mask = blob(canvas, cx, cy, canvas.w * random.uniform(0.22, 0.36), canvas.h * random.uniform(0.2, 0.36), 0.4)
    for _ in range(random.integers(0, 60)):
        x, y = cx + random.normal() * canvas.w * 0.22, cy + random.normal() * canvas.h * 0.22
        r = canvas.size * random.uniform(0.003, 0.015)
        mask = np.maximum(mask, np.clip(r - np.hypot(canvas.x - x, canvas.y - y) + 0.5, 0, 1))
    canvas.shadow(mask)
    canvas.paint(color, mask)
    grain = random.uniform(0.04, 0.16)
    light = 1 + grain * canvas.noise(max(1.0, canvas.size / 120)) + grain * 0.7 * canvas.noise(canvas.size / 25)
    canvas.scale_light(np.clip(light, 0.3, 1.7), mask)
    if random.random() < 0.3:
        sparkle = (random.random((canvas.h, canvas.w)) < 0.01) * mask
        canvas.paint(np.ones(3), canvas.blurred(sparkle, 0.6), random.uniform(0.3, 1))


def disc(canvas, color):
    random = canvas.random
    r = canvas.size * random.uniform(0.28, 0.5)
    cx = canvas.w / 2 + random.uniform(-1, 1) * max(0, canvas.w / 2 - r) * 0.3
    cy = canvas.h / 2 + random.uniform(-1, 1) * max(0, canvas.h / 2 - r) * 0.3
    mask = np.clip(r - np.hypot(canvas.x - cx, canvas.y - cy) + 0.5, 0, 1)
    if random.random() < 0.25:
        ring = np.clip(r * 1.08 - np.hypot(canvas.x - cx, canvas.y - cy) + 0.5, 0, 1)
        canvas.paint(np.full(3, random.uniform(0, 1)), ring)
    canvas.paint(color, mask)
    if random.random() < 0.7:
        film(canvas, mask, color)


def tile(canvas, color):
    random = canvas.random
    inset = canvas.size * random.uniform(0.01, 0.2)
    radius = canvas.size * random.uniform(0, 0.2)
    mask = canvas.shape(lambda d, f: d.rounded_rectangle(
        [inset * f, inset * f, (canvas.w - inset) * f, (canvas.h - inset) * f], radius * f, fill=255))
    if random.random() < 0.3:
        outline = canvas.shape(lambda d, f: d.rounded_rectangle(
            [(inset - 1) * f, (inset - 1) * f, (canvas.w - inset + 1) * f, (canvas.h - inset + 1) * f], radius * f, fill=255))
        canvas.paint(np.full(3, random.uniform(0.5, 0.85)), outline)
    canvas.paint(color, mask)
    if random.random() < 0.6:
        film(canvas, mask, color)


def fill(canvas, color):
    canvas.alpha[:] = 1
    full = np.ones((canvas.h, canvas.w))
    canvas.paint(color, full)
    if canvas.random.random() < 0.75:
        film(canvas, full, color, canvas.random.uniform(-1.5, 1.5))


def crop(canvas, color):
    """A close crop of a smear: the product runs off most sides."""
    random = canvas.random
    angle = random.uniform(-0.8, 0.8)
    mask = stroke(
        canvas, canvas.w * random.uniform(0.4, 0.6), canvas.h * random.uniform(0.4, 0.6),
        max(canvas.w, canvas.h) * random.uniform(1.0, 1.8), canvas.size * random.uniform(0.7, 1.2), angle)
    canvas.shadow(mask)
    film(canvas, mask, color, angle)


METALS = {
    "gold": [(62, 6, 32), (88, 2, 24), (48, 9, 30), (75, 5, 30)], "silver": [(60, 0, -1), (92, 0, 0), (45, 0, 0), (80, 0, 1)],
    "rose": [(68, 14, 16), (88, 7, 10), (55, 16, 16), (76, 12, 14)], "black": [(10, 0, 0), (32, 0, 0), (6, 0, 0), (14, 0, 0)],
    "white": [(93, 0, 1), (98, 0, 0), (86, 0, 0), (95, 0, 1)], "nude": [(80, 8, 12), (86, 7, 11), (70, 8, 12), (82, 8, 12)]}


def metal(canvas, left, right, mask, name=None):
    random = canvas.random
    name = name or random.choice([*METALS, "lacquer"])
    tone = lab_of(product_color(random)[1])
    stops = METALS.get(name) or [(min(98, tone[0] * k), tone[1], tone[2]) for k in (1, 1.15, 0.9, 1)]
    t = np.clip((canvas.x - left) / max(right - left, 1), 0, 1)
    places = np.linspace(0, 1, 9)
    order = random.integers(0, len(stops), 9)
    colors = np.array([color_of(stops[i]) for i in order])
    rows = np.stack([np.interp(t, places, colors[:, c]) for c in range(3)], -1)
    canvas.paint(rows, mask)


def cylinder(canvas, left, right, strength, turn):
    u = np.clip((canvas.x - left) / max(right - left, 1) * 2 - 1, -1, 1)
    return 1 - strength * (1 - np.sqrt(np.clip(1 - (u - turn) ** 2 / (1 + abs(turn)) ** 2, 0, 1)))


def rectangle(canvas, x0, y0, x1, y1, radius=0):
    return canvas.shape(lambda d, f: d.rounded_rectangle([x0 * f, y0 * f, x1 * f, y1 * f], max(0, radius) * f, fill=255))


def bottle(canvas, color):
    random = canvas.random
    height = canvas.h * random.uniform(0.75, 0.96)
    width = min(canvas.w * 0.9, height * random.uniform(0.26, 0.5))
    cx = canvas.w * random.uniform(0.45, 0.55)
    top = (canvas.h - height) / 2
    left, right = cx - width / 2, cx + width / 2
    shoulder = top + height * random.uniform(0.22, 0.4)
    bottom = top + height
    body = rectangle(canvas, left, shoulder, right, bottom, width * random.uniform(0.04, 0.22))
    neck = rectangle(canvas, cx - width * 0.2, shoulder - height * 0.06, cx + width * 0.2, shoulder + height * 0.04)
    cap_half = width * random.uniform(0.22, 0.5)
    cap = rectangle(canvas, cx - cap_half, top, cx + cap_half, shoulder - height * 0.02, width * 0.04)
    canvas.shadow(np.maximum(body, cap))
    canvas.paint(np.full(3, 0.85), neck)
    metal(canvas, cx - cap_half, cx + cap_half, cap)
    glass = random.uniform(0.01, 0.09) * width
    base = random.uniform(0.01, 0.07) * height
    canvas.paint(color_of((random.uniform(82, 95), 0, random.uniform(-2, 1))), body, random.uniform(0.4, 1))
    inside = rectangle(
        canvas, left + glass, shoulder + glass * random.uniform(0.5, 2), right - glass, bottom - base, width * 0.08) * body
    canvas.paint(color, inside)
    canvas.scale_light(cylinder(canvas, left, right, random.uniform(0.0, 0.45), random.uniform(-0.25, 0.25)), inside)
    if random.random() < 0.75:
        at = left + width * random.choice([0.1, 0.16, 0.8, 0.88])
        stripe = rectangle(canvas, at, shoulder + height * 0.04, at + width * random.uniform(0.03, 0.1), bottom - base * 1.3)
        canvas.paint(np.ones(3), canvas.blurred(stripe, max(0.5, width * 0.012)) * body, random.uniform(0.25, 0.9))
    dark = np.full(3, 0.1 if lab_of(color)[0] > 45 else 0.95)
    style = random.integers(4)
    middle = (shoulder + bottom) / 2
    if style == 0:
        label = rectangle(canvas, left + width * 0.12, middle - height * 0.14, right - width * 0.12, middle + height * 0.12)
        plain = color_of((random.choice([97, 90, 12, 70]), random.uniform(-1, 3), random.uniform(0, 8)))
        canvas.paint(plain if random.random() < 0.8 else product_color(random)[1], label)
        dark = np.full(3, 0.15)
    if style < 3:
        for i in range(random.integers(1, 5)):
            text(
                canvas, random.choice(["LUMIÈRE", "skin tint", "30 ml 1 fl oz", "FOUNDATION", "No 5"]),
                (cx, middle + (i - 1.5) * height * 0.055), int(width * random.uniform(0.07, 0.17)), dark)


def bullet(canvas, color):
    random = canvas.random
    height = canvas.h * random.uniform(0.7, 0.96)
    width = min(canvas.w * 0.6, height * random.uniform(0.2, 0.34))
    cx = canvas.w * random.uniform(0.42, 0.58)
    top = (canvas.h - height) / 2
    tip = top + height * random.uniform(0.04, 0.16)
    ring = top + height * random.uniform(0.34, 0.5)
    collar = ring + height * random.uniform(0.08, 0.2)
    half = width * 0.36
    flip = random.choice([-1, 1])
    slanted = random.random() < 0.6
    if slanted:
        stick = canvas.shape(lambda d, f: d.polygon([
            (f * (cx - flip * half), f * ring), (f * (cx - flip * half), f * (tip + height * 0.1)),
            (f * (cx - flip * half * 0.4), f * (tip + height * 0.05)), (f * (cx + flip * half * 0.6), f * top),
            (f * (cx + flip * half), f * (top + height * 0.03)), (f * (cx + flip * half), f * ring)], fill=255))
    else:
        stick = rectangle(canvas, cx - half, top, cx + half, ring + half, half * random.choice([0.15, 0.5, 1]))
        stick = stick * rectangle(canvas, cx - half, top, cx + half, ring)
    inner = rectangle(canvas, cx - width * 0.4, ring, cx + width * 0.4, collar)
    case = rectangle(canvas, cx - width / 2, collar, cx + width / 2, top + height, width * 0.04)
    canvas.shadow(np.maximum(stick, np.maximum(inner, case)))
    metal(canvas, cx - width / 2, cx + width / 2, case)
    metal(canvas, cx - width * 0.4, cx + width * 0.4, inner, random.choice(["gold", "silver", "rose", "black"]))
    canvas.paint(color, stick)
    canvas.scale_light(cylinder(canvas, cx - half, cx + half, random.uniform(0.05, 0.5), random.uniform(-0.3, 0.3)), stick)
    if slanted:
        slant = canvas.shape(lambda d, f: d.polygon([
            (f * (cx - flip * half * 0.95), f * (tip + height * 0.1)), (f * (cx + flip * half * 0.6), f * (top + height * 0.01)),
            (f * (cx + flip * half * 0.9), f * (top + height * 0.045)), (f * (cx - flip * half * 0.6), f * (tip + height * 0.14))],
            fill=255))
        canvas.scale_light(np.full_like(canvas.x, random.uniform(1.02, 1.35)), slant * stick)
    if random.random() < 0.6:
        at = cx + half * random.uniform(-0.7, 0.5)
        stripe = rectangle(canvas, at, tip + height * 0.16, at + half * random.uniform(0.1, 0.3), ring - height * 0.01)
        canvas.paint(np.ones(3), canvas.blurred(stripe, max(0.5, half * 0.06)) * stick, random.uniform(0.15, 0.6))
    if random.random() < 0.4:
        text(canvas, "ROUGE", (cx, (collar + top + height) / 2), int(width * 0.2), np.full(3, random.uniform(0, 1)))


def gloss_tube(canvas, color):
    random = canvas.random
    height = canvas.h * random.uniform(0.8, 0.97)
    width = min(canvas.w * 0.5, height * random.uniform(0.13, 0.2))
    cx = canvas.w * random.uniform(0.42, 0.58)
    top = (canvas.h - height) / 2
    split = top + height * random.uniform(0.35, 0.5)
    tube = rectangle(canvas, cx - width / 2, split, cx + width / 2, top + height, width * 0.12)
    cap = rectangle(canvas, cx - width / 2, top, cx + width / 2, split, width * 0.08)
    canvas.shadow(np.maximum(tube, cap))
    metal(canvas, cx - width / 2, cx + width / 2, cap)
    canvas.paint(np.full(3, 0.9), tube, 0.8)
    inside = rectangle(canvas, cx - width * 0.42, split, cx + width * 0.42, top + height - width * 0.12, width * 0.1)
    canvas.paint(color, inside)
    canvas.scale_light(cylinder(canvas, cx - width / 2, cx + width / 2, random.uniform(0.05, 0.4), 0), inside)
    stripe = rectangle(canvas, cx - width * 0.3, split + height * 0.03, cx - width * 0.2, top + height * 0.94)
    canvas.paint(np.ones(3), canvas.blurred(stripe, max(0.5, width * 0.03)), random.uniform(0.2, 0.8))
    if random.random() < 0.5:
        text(canvas, "GLOSS", (cx, split + height * 0.25), int(width * 0.25), np.full(3, random.choice([0.05, 0.97])))


def pan(canvas, color):
    random = canvas.random
    cx, cy = canvas.w * random.uniform(0.46, 0.54), canvas.h * random.uniform(0.46, 0.54)
    if random.random() < 0.35:
        cy = canvas.h * 0.68
        lid = rectangle(canvas, cx - canvas.size * 0.33, canvas.h * 0.02, cx + canvas.size * 0.33, canvas.h * 0.38, canvas.size * 0.04)
        metal(canvas, cx - canvas.size * 0.3, cx + canvas.size * 0.3, lid)
        mirror = rectangle(canvas, cx - canvas.size * 0.29, canvas.h * 0.05, cx + canvas.size * 0.29, canvas.h * 0.35, canvas.size * 0.02)
        shade = 0.7 + 0.2 * np.clip((canvas.x + canvas.y) / (canvas.w + canvas.h), 0, 1)
        canvas.paint(np.stack([shade, shade + 0.01, shade + 0.03], -1), mirror)
    r = min(canvas.size * random.uniform(0.26, 0.42), canvas.h - cy - 2, cy - 2)
    rim = r * random.uniform(1.05, 1.25)
    square = random.random() < 0.4
    def plate(radius):
        if square:
            return rectangle(canvas, cx - radius, cy - radius * 0.9, cx + radius, cy + radius * 0.9, radius * 0.1)
        return np.clip(radius - np.hypot(canvas.x - cx, canvas.y - cy) + 0.5, 0, 1)
    canvas.shadow(plate(rim))
    metal(canvas, cx - rim, cx + rim, plate(rim))
    if random.random() < 0.4:
        canvas.paint(color_of(METALS["silver"][random.integers(4)]), plate(r * 1.03))
    mask = plate(r)
    canvas.paint(color, mask)
    grain = random.uniform(0, 0.05)
    canvas.scale_light(np.clip(1 + grain * canvas.noise(max(1, canvas.size / 150)), 0.5, 1.5), mask)
    edge = 1 - canvas.blurred(mask, max(0.6, r * 0.04))
    canvas.scale_light(1 - random.uniform(0, 0.7) * np.clip(edge * 1.5, 0, 1) * ((canvas.x - cx) + (canvas.y - cy) < 0), mask)
    if random.random() < 0.5:
        font = ImageFont.load_default(size=max(8, int(r * 0.4)))
        image = Image.new("L", (canvas.w, canvas.h), 0)
        ImageDraw.Draw(image).text((cx, cy), random.choice(["MAC", "Rare", "B", "❀ ✿"]), fill=255, font=font, anchor="mm")
        relief = np.asarray(image, float) / 255
        gy, gx = np.gradient(canvas.blurred(relief, max(0.5, r * 0.012)))
        canvas.scale_light(np.clip(1 + (gx + gy) * r * 0.05, 0.5, 1.5), mask)


KINDS = {
    "smear": smear, "drop": drop, "powder": powder, "disc": disc, "tile": tile, "fill": fill, "crop": crop,
    "bottle": bottle, "bullet": bullet, "gloss": gloss_tube, "pan": pan}
SHARES = [0.26, 0.05, 0.07, 0.08, 0.08, 0.07, 0.08, 0.13, 0.08, 0.04, 0.06]
PACKED = ("bottle", "bullet", "gloss", "pan")


def draw(random, kinds):
    kind = random.choice(kinds) if kinds else random.choice(list(KINDS), p=SHARES)
    category, color = product_color(random)
    if kind in ("bullet", "gloss") and random.random() < 0.8:
        while category != "lip":
            category, color = product_color(random)
    if kind == "bottle" and random.random() < 0.8:
        while category != "base":
            category, color = product_color(random)
    if kind in PACKED:
        size = int(math.exp(random.uniform(math.log(90), math.log(1200))))
    else:
        size = int(math.exp(random.uniform(math.log(40), math.log(1200))))
    aspect = random.choice([1, 1, 1, 0.75, 1.33, 0.6, 1.6])
    if kind in ("bottle", "bullet", "gloss"):
        aspect = min(aspect, 1)
    width, height = (size, max(24, int(size / aspect))) if aspect > 1 else (max(24, int(size * aspect)), size)
    canvas = Canvas(width, height, random)
    names = ["white", "off-white", "grey", "gradient", "transparent", "coloured", "dark", "skin", "arm"]
    shares = np.array([0.28, 0.13, 0.08, 0.12, 0.07, 0.1, 0.03, 0.1, 0.09])
    if kind in PACKED or kind in ("disc", "tile"):
        shares[-2:] = 0
    back = random.choice(names, p=shares / shares.sum())
    # What a person could not see either is no test: product and background at least a little apart.
    background(canvas, back)
    for _ in range(40):
        lab = np.array(lab_of(color))
        around = np.array(lab_of(np.median(canvas.pixels.reshape(-1, 3), 0)))
        if kind == "fill" or np.linalg.norm(lab - around) > 4:
            break
        category, color = product_color(random)
    KINDS[kind](canvas, color)
    if random.random() < 0.2 and kind not in PACKED and canvas.size > 60:
        text(
            canvas, random.choice(NAMES), (canvas.w / 2, canvas.h * random.choice([0.06, 0.92])),
            int(canvas.size * random.uniform(0.05, 0.1)), np.full(3, random.choice([0.05, 0.25, 0.4])))
    if random.random() < 0.08 and canvas.size > 60:
        text(
            canvas, "© beautyshop", (canvas.w / 2, canvas.h / 2), int(canvas.size * 0.11),
            np.full(3, random.choice([0.0, 1.0])), random.uniform(0.15, 0.4))
    if random.random() < 0.5:
        canvas.pixels = canvas.pixels + random.normal(0, random.uniform(0.5, 4) / 255, canvas.pixels.shape)
    if random.random() < 0.25:
        image = Image.fromarray(np.uint8(np.clip(np.round(canvas.pixels * 255), 0, 255)))
        image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 1.2)))
        canvas.pixels = np.asarray(image, float) / 255
    return kind, back, category, color, canvas


def encode(canvas, back):
    random = canvas.random
    levels = np.uint8(np.clip(np.round(canvas.pixels * 255), 0, 255))
    output = io.BytesIO()
    if back == "transparent":
        alpha = np.uint8(np.clip(canvas.alpha, 0, 1) * 255)
        # Un-blended from the white it was painted on.
        a = np.maximum(canvas.alpha, 1e-3)[..., None]
        bare = np.uint8(np.clip(np.round((canvas.pixels - (1 - a)) / a * 255), 0, 255))
        Image.fromarray(np.dstack([bare, alpha]), "RGBA").save(output, "PNG")
        return "png", output.getvalue()
    if random.random() < 0.15:
        Image.fromarray(levels).save(output, "PNG")
        return "png", output.getvalue()
    Image.fromarray(levels).save(
        output, "JPEG", quality=int(random.integers(60, 96)), subsampling=int(random.choice([0, 2, 2])))
    return "jpg", output.getvalue()


def main():
    folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "truth.csv"), "w", buffering=1, newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "kind", "background", "category", "L", "a", "b"])
        for index in range(count):
            random = np.random.default_rng([seed, index])
            kind, back, category, color, canvas = draw(random, sys.argv[4:])
            suffix, data = encode(canvas, back)
            name = f"{index:04d}.{suffix}"
            with open(os.path.join(folder, name), "wb") as picture:
                picture.write(data)
            rows.writerow([name, kind, back, category] + [f"{value:.3f}" for value in lab_of(color)])


main()

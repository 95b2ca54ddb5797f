#!/usr/bin/env python3
"""Draws Docs/demo.png: the demo selfies with the skin that is read and the three best shades.

    .venv/bin/python3 Scripts/draw-demo.py
"""
import json
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = Path("/usr/share/fonts/truetype/dejavu")
WIDTH, HEIGHT, GAP = 246, 328, 10


def font(size, bold=False):
    return ImageFont.truetype(str(FONTS / f"DejaVuSans{'-Bold' if bold else ''}.ttf"), size)


def ink(hex):
    red, green, blue = (int(hex[i:i + 2], 16) for i in (1, 3, 5))
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "white"


def column(report):
    sheet = Image.new("RGB", (WIDTH, HEIGHT + 171), "white")
    draw = ImageDraw.Draw(sheet)
    photo = Image.open(report["image"]["path"]).convert("RGB")
    sheet.paste(photo.resize((WIDTH, HEIGHT), Image.LANCZOS), (0, 0))
    skin = report["skin"]
    draw.rectangle([0, HEIGHT + 8, WIDTH, HEIGHT + 48], fill=skin["hex"])
    draw.text((8, HEIGHT + 12), f"skin {skin['hex']}", font=font(14, True), fill=ink(skin["hex"]))
    draw.text((8, HEIGHT + 30), f"90 % within ΔE00 {skin['radius90']:.1f}", font=font(12), fill=ink(skin["hex"]))
    for place, shade in enumerate(report["match"]["shades"][:3]):
        top = HEIGHT + 56 + 40 * place
        draw.rectangle([0, top, 34, top + 34], fill=shade["hex"])
        draw.text((42, top + 3), shade["shade"], font=font(13, True), fill="black")
        words = f"{shade['brand'].split()[0]} · ΔE00 {shade['deltaE00']['expected']:.1f} expected"
        draw.text((42, top + 19), words, font=font(11), fill="#444444")
    return sheet


def main():
    selfies = sorted(map(str, (ROOT / "Assets/selfies").glob("*.jpg")))
    run = subprocess.run([ROOT / ".build/release/shadewise", "match", *selfies, "--format", "json"],
                         capture_output=True, text=True, check=True)
    columns = [column(json.loads(line)) for line in run.stdout.splitlines()]
    sheet = Image.new("RGB", (GAP + len(columns) * (WIDTH + GAP), columns[0].height + 2 * GAP), "white")
    for place, one in enumerate(columns):
        sheet.paste(one, (GAP + place * (WIDTH + GAP), GAP))
    sheet.save(ROOT / "Docs/demo.png", optimize=True)


if __name__ == "__main__":
    main()

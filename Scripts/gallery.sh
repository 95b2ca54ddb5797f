#!/usr/bin/env bash
# A contact sheet of looks on the drawn selfies, a row a tone: .build/gallery/gallery.png, to be looked at.
# usage: gallery.sh     after `make build`
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build/gallery
mkdir -p "$out"
looks=(
    "lip=42,45,18:90"
    "lip=33,24,6 lip=45,35,14:center"
    "lip=52,38,16:gloss lip=38,36,14:outline"
    "blush=58,36,18:lifted eye=12,2,2:liner eye=8,1,1:lashes"
    "eye=35,6,8 eye=70,4,14:20:shimmer"
    "bronzer=45,14,24 lip=50,30,28:metallic"
    "foundation=own"
    "foundation=own lip=45,40,20:85 blush=56,34,16:80 eye=42,10,12:70 brow=30,5,8:60 highlighter=88,3,10:70"
)
row=0
tail -n +2 Assets/selfies/selfies.csv | while IFS=, read -r name lightness a b _; do
    row=$((row + 1))
    column=0
    for look in "${looks[@]}"; do
        column=$((column + 1))
        options=()
        for product in ${look//own/$lightness,$a,$b}; do options+=(--look "$product"); done
        .build/release/shadewise try-on "Assets/selfies/$name" "${options[@]}" --force \
            --out "$out/$row-$column.png" > /dev/null
    done
done
.venv/bin/python3 - "$out" <<'PY'
import pathlib, sys
from PIL import Image

folder = pathlib.Path(sys.argv[1])
tiles = {path.stem: Image.open(path).convert("RGB") for path in folder.glob("[0-9]*-[0-9]*.png")}
rows, columns = (max(int(name.split("-")[k]) for name in tiles) for k in (0, 1))
side = (300, 380)
sheet = Image.new("RGB", (columns * side[0], rows * side[1]), "white")
for name, tile in tiles.items():
    row, column = map(int, name.split("-"))
    width, height = tile.size
    face = tile.crop((int(0.1 * width), int(0.1 * height), int(0.9 * width), int(0.78 * height)))
    sheet.paste(face.resize((side[0] - 4, side[1] - 4)), ((column - 1) * side[0], (row - 1) * side[1]))
sheet.save(folder / "gallery.png")
print(folder / "gallery.png")
PY

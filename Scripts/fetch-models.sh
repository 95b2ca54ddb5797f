#!/usr/bin/env bash
# Puts the three face networks into Assets/models, from the published wheel, checked by SHA-256. Does nothing when they
# are already there and sound.
set -euo pipefail
cd "$(dirname "$0")/.."

models=Assets/models
sums="bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8  face_detection_short_range.tflite
1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814  face_landmark.tflite
e06a804e0144f9929eda782122916b35d60c697c3c9344013ca2bbe76a6ce2b4  face_landmark_with_attention.tflite"

sound() { (cd "$models" 2>/dev/null && sha256sum --check --status <<<"$sums"); }
sound && exit 0

echo "Fetching the face networks (35 MB wheel, once) ..."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download mediapipe==0.10.21 --no-deps --only-binary=:all: --python-version 3.11 \
    --platform manylinux_2_28_x86_64 --quiet --disable-pip-version-check -d "$work"
mkdir -p "$models"
python3 - "$work" "$models" <<'PY'
import pathlib, sys, zipfile

work, models = map(pathlib.Path, sys.argv[1:])
with zipfile.ZipFile(next(work.glob("*.whl"))) as wheel:
    for name in ("face_detection/face_detection_short_range", "face_landmark/face_landmark",
                 "face_landmark/face_landmark_with_attention"):
        target = models / (name.split("/")[1] + ".tflite")
        partial = target.with_suffix(".partial")
        partial.write_bytes(wheel.read(f"mediapipe/modules/{name}.tflite"))
        partial.rename(target)
PY
sound || { echo "error: the networks' checksums differ; delete $models and try again" >&2; exit 1; }
echo "Face networks are in $models."

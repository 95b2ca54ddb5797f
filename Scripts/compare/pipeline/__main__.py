"""A folder of photos to a JSON object a line, as `shadewise batch FOLDER --out FILE --threads 1` does it."""

import os
import sys
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ.setdefault("GLOG_minloglevel", "2")
# Started by its folder's name, the package itself is not yet on the path.
sys.path[0] = str(Path(__file__).resolve().parents[1])

import argparse

import cv2

from pipeline.photo import Pipeline

parser = argparse.ArgumentParser(prog="pipeline", description=__doc__)
parser.add_argument("input", nargs="+", type=Path, help="folders and photos")
parser.add_argument("--out", type=Path, required=True, help="the lines' file")
options = parser.parse_args()
cv2.setNumThreads(1)
Pipeline().batch(options.input, options.out)

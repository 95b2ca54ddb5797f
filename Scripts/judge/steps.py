"""Steps that make a file or a folder, each done once."""

import concurrent.futures
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/shadewise"
FIT = ROOT / "Scripts/fit-light-model.py"
SHARED = Path(os.environ.get("SHADEWISE_SHARED", ROOT.parent / "shared/data")) / "photos"
SCRATCH = ROOT / ".build/judge"
PHOTOS = sorted(path for path in SHARED.glob("*") if path.suffix in (".jpg", ".png"))


def say(text):
    print(text, file=sys.stderr, flush=True)


def once(path, make):
    """Makes a file or folder that is not there yet; what was interrupted begins anew."""
    if path.exists():
        return path
    part = path.with_name(path.name + ".part")
    if part.is_dir():
        shutil.rmtree(part)
    path.parent.mkdir(parents=True, exist_ok=True)
    make(part)
    part.rename(path)
    return path


def run(*command, out=subprocess.DEVNULL, fine=(0,), quiet=True):
    """Ends the script on any exit code that is not fine, with what was said on standard error."""
    done = subprocess.run([str(word) for word in command], stdout=out, text=True, cwd=ROOT,
                          stderr=subprocess.PIPE if quiet else None, env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode not in fine:
        raise SystemExit(f"error: {' '.join(map(str, command[:2]))} ended with {done.returncode}\n{done.stderr or ''}")


def at_once(work, items):
    """On all cores; the program does the work, in processes of its own."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(work, item) for item in items]
        try:
            return [job.result() for job in jobs]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def prepare():
    """Empties the scratch folder of what another program or fit has made."""
    digest = hashlib.sha256()
    for path in (PROGRAM, FIT, *PHOTOS):
        digest.update(path.name.encode() + path.read_bytes())
    stamp = SCRATCH / "made-by"
    if SCRATCH.exists() and (not stamp.exists() or stamp.read_text() != digest.hexdigest()):
        say("another program, fit or photo than last time: begun anew")
        shutil.rmtree(SCRATCH)
    SCRATCH.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest.hexdigest())


def analyze(pictures, out, *options, references=None):
    """Writes a reading a line; of what cannot be read the line says why, and the exit code is 1.

    A card is in another place on each picture, so that pictures with one, by name in `references`, are read one by one.
    """
    has_cards = references and any(references.values())
    with open(out, "w") as file:
        for some in [[picture] for picture in pictures] if has_cards else filter(None, [pictures]):
            reference = ["--reference", references[some[0].name]] if has_cards else []
            run(PROGRAM, "analyze", "--format", "json", *reference, *options, *some, out=file, fine=(0, 1))


def lines(path):
    with open(path) as file:
        return [json.loads(line) for line in file]

"""Sets of pictures in five folds, and models that have not seen what they read."""

import csv
import runpy
import sys
from pathlib import Path

from .figures import Samples
from .steps import FIT, PHOTOS, PROGRAM, SHARED, analyze, at_once, lines, once, run, say

FOLDS = range(1, 6)
SETS = {
    "portraits": ["--random", "81"],
    "relit": ["--random", "71", "--photo", *map(str, PHOTOS)],
    "flash": ["--random", "91", "--flash"],
    "alike-grey": ["--random", "31", "--card", "grey", "--card-lit-alike"],
    "alike-white": ["--random", "31", "--card", "white", "--card-lit-alike"],
    "held-grey": ["--random", "61", "--card", "grey"],
    "held-white": ["--random", "61", "--card", "white"],
}
# White cards are read, not fitted to: those that are washed out say nothing, and the rest are not like them.
FITTED = ["portraits", "relit", "flash", "alike-grey", "held-grey"]
# Pictures of a fold in each set of flashes and cards, at least: fits need 50 of four folds, and not all can be read.
FEWEST = 16
RELIED = "whites,brightest"
ABLATION = ["none", "whites", "brightest", "brows", RELIED,
            *(f"{RELIED},{more}" for more in ("brows", "teeth", "highlights", "surroundings", "lips"))]
# People take turns in so many parts; a model is fitted without each.
PARTS = 5

is_same_face = runpy.run_path(str(FIT))["is_same_face"]


def named_people():
    """Who is on which shared photo; of the scenes it is not known, and each counts as another person."""
    if not PHOTOS:
        return {}
    with open(SHARED / "people.csv") as file:
        return {row["file"]: row["person"] for row in csv.DictReader(file) if row["person"]}


class Study:
    """Pictures, models and readings of one size of sets, in a folder."""

    def __init__(self, folder, count):
        self.folder, self.count = folder, count
        self.sets = [name for name in SETS if name != "relit" or PHOTOS]
        self.people = named_people()
        everyone = sorted({self.people.get(photo.name, photo.name) for photo in PHOTOS})
        self.part = {photo.name: everyone.index(self.people.get(photo.name, photo.name)) % PARTS for photo in PHOTOS}

    def truths(self, kind, fold):
        return self.folder / f"{kind}-{fold}" / "truths.ndjson"

    def pictures(self, kind, fold):
        return sorted((self.folder / f"{kind}-{fold}" / "pictures").glob("*.jpg"))

    def draw(self, kind, fold):
        count = {"portraits": self.count, "relit": self.count * 3 // 8}.get(kind, max(FEWEST, self.count // 8))

        def make(folder):
            say(f"drawing {kind}, fold {fold} of 5")
            folder.mkdir()
            run(PROGRAM, "portrait", *SETS[kind], "--fold", f"{fold}/5", "--count", count, "--out", folder / "pictures",
                "--truth", folder / "truths.ndjson", fine=(0, 1))
        return once(self.folder / f"{kind}-{fold}", make)

    def read(self, kind, fold, model=None, evidence=None, part=None):
        """Readings by a model, the built-in one unless given; of photographs of a part of the people, if given."""
        options = ["--held"] * kind.startswith("held")
        options += (["--light-model", model] if model else []) + (["--evidence", evidence] if evidence else [])
        words = [kind, fold, model and model.stem, evidence and evidence.replace(",", "+")]

        def make(out):
            truths = {truth["path"]: truth for truth in lines(self.truths(kind, fold))}
            pictures = [picture for picture in self.pictures(kind, fold)
                        if part is None or self.part[truths[picture.name]["photo"]] == part]
            cards = {name: truth.get("reference") for name, truth in truths.items()}
            analyze(pictures, out, *options, references=cards)
        return once(self.folder / "readings" / ("-".join(str(word) for word in words if word) + ".ndjson"), make)

    def fit(self, name, folds, without=()):
        """A model of these folds, without some photographs."""
        def make(out):
            say(f"fitting {name}")
            pairs = [f"{self.read(kind, fold, evidence='all')}:{self.truths(kind, fold)}"
                     for fold in folds for kind in FITTED if kind in self.sets]
            run(sys.executable, FIT, "--out", out, "--holdout", ",".join(without), *pairs)
        return once(self.folder / "models" / f"{name}.txt", make)

    def prepare(self):
        """Draws everything, and reads what models are fitted to."""
        at_once(lambda job: self.draw(*job), [(kind, fold) for kind in self.sets for fold in FOLDS])
        say("reading all evidence")
        at_once(lambda job: self.read(*job, evidence="all"),
                [(kind, fold) for kind in FITTED if kind in self.sets for fold in FOLDS])

    def model(self, fold, part=None):
        """Fitted to the other folds, without a part of the people."""
        others = [other for other in FOLDS if other != fold]
        if part is None:
            return self.fit(f"without-{fold}", others)
        return self.fit(f"without-{fold}-{part}", others, [name for name, its in self.part.items() if its == part])

    def samples(self, kind, evidence=None):
        """What was believed of a set beside what is true, each picture by a model that has not seen its like."""
        parts = range(PARTS) if kind == "relit" else [None]
        jobs = [(fold, part) for fold in FOLDS for part in parts]
        say(f"reading {kind}, {evidence or 'as it is relied on'}")
        read = at_once(lambda job: self.read(kind, job[0], self.model(*job), evidence, job[1]), jobs)
        found, drawn = [], 0
        for (fold, _), path in zip(jobs, read):
            truths = {truth["path"]: truth for truth in lines(self.truths(kind, fold))}
            for reading in lines(path):
                drawn += 1
                truth = truths[Path(reading["image"]["path"]).name]
                if "skin" in reading and is_same_face(reading, truth):
                    found.append((reading, truth))
        return Samples(*zip(*found), drawn)

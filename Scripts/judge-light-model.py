#!/usr/bin/env python3
"""Judges what Shadewise believes of skins whose colour is known; prints what Docs/skin-belief.md shows, in Markdown.

    make judge
    make judge ARGS='--count 200 --per-group 20'

Draws and relights pictures in five folds, fits a model on four with Scripts/fit-light-model.py and reads the fifth with
it; relit photographs by a model that has seen neither their fold nor the people on them. All of it comes from seeds, in
.build/judge: started again, it goes on where it was, unless the program, the fit or the photos have changed.
"""
import argparse
import json

from judge import report
from judge.steps import PHOTOS, PROGRAM, ROOT, SCRATCH, once, prepare, run, say
from judge.study import FOLDS, RELIED, Study


def audit(count):
    """Of the built-in model."""
    def make(out):
        say(f"auditing {count} portraits of each of 18 groups")
        with open(out, "w") as file:
            run(PROGRAM, "audit", "--generate", "--per-group", count, "--format", "json", out=file, fine=(0, 3),
                quiet=False)
    return json.loads(once(SCRATCH / f"audit-{count}.json", make).read_text())


def skipped(options):
    """What a reader would look for in vain."""
    return options.without + ([] if PHOTOS else ["relit photographs, same person and robustness (no shared photos)"])


def judge(options):
    prepare()
    study = Study(SCRATCH / str(options.count), options.count // len(FOLDS))
    study.prepare()
    sets = {kind: study.samples(kind) for kind in study.sets}
    main = {kind: samples for kind, samples in sets.items() if kind in ("portraits", "relit")}
    rows = [report.accuracy("portraits", sets["portraits"], 3.0, 7.0, 8),
            report.accuracy("white card in the face's own light", sets["alike-white"], 1.5, 3.0, 4)]
    if PHOTOS:
        rows.append(report.accuracy("relit photographs", sets["relit"], 3.5, 8.0))
    for kind, samples in main.items():
        rows += report.calibration(kind, samples)
    if "audit" not in options.without:
        rows += report.fairness(audit(options.per_group))
    if PHOTOS:
        rows += report.photographs(study)
    if "cost" not in options.without:
        rows.append(report.costs(PHOTOS or study.pictures("portraits", 1), options.rounds))
    report.table(["what", "required", "found", ""], rows)
    print("\nNot judged here: " + "; ".join(["the capture gate, see `make test-long`", *skipped(options)]) + ".")
    for kind, samples in main.items():
        report.details(kind, samples)
    told = [report.row(kind, samples) for kind, samples in sets.items() if kind not in main]
    unknown = report.row("flash, were it not known", study.samples("flash", RELIED))
    report.table(["more told", *report.HEAD], [unknown, *told])
    if "ablation" not in options.without:
        report.ablation(study)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="portraits of all five folds together (2000)")
    parser.add_argument("--per-group", type=int, default=300, help="portraits of each of the audit's 18 groups (300)")
    parser.add_argument("--rounds", type=int, default=15, help="how often both sides of the cost are timed (15)")
    parser.add_argument("--without", nargs="*", default=[], choices=["audit", "ablation", "cost"],
                        help="leave out what takes longest")
    options = parser.parse_args()
    if options.count < 100:
        parser.error("--count is 100 at least: thirds and quarters of fewer say nothing")
    if not PROGRAM.exists():
        parser.error(f"{PROGRAM.relative_to(ROOT)} is missing; run `make judge`")
    for what in skipped(options):
        say(f"left out: {what}")
    judge(options)


if __name__ == "__main__":
    main()

"""Lines of what must be shown, and the tables behind them, in Markdown."""

import numpy as np

from .photos import ALTERED, cost, robustness, same_person
from .study import ABLATION

HEAD = ["read", "median", "90th percentile", "median radius90", "50 % region holds", "90 %"]
CLASSES = ["dark", "brown", "tan", "intermediate", "light", "very light"]
AUDITED = {
    "median_ratio": "each group's median ÷ what exposure alone would give ≤ 1.25 × everyone's",
    "lightness_bias": "each group's bias in L* within ± 1.5",
    "served_spread": "one of the top 3 within tolerance: groups within 0.08",
    "recall_spread": "faces found: groups within 0.02",
    "refusal_spread": "refused: groups within 0.05",
}


def table(head, rows):
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


def mark(holds):
    return "✓" if holds else "✗"


def accuracy(name, samples, median, p90, radius90=None):
    found = samples.figures()
    limits = [("median", median), ("p90", p90)] + ([("radius90", radius90)] if radius90 else [])
    seen = f"as seen {np.median(samples.naive):.1f}, {np.quantile(samples.naive, 0.9):.1f}"
    return (f"{name}, {len(samples):,}", "; ".join(f"{word} ≤ {limit}" for word, limit in limits),
            "; ".join([f"{word} {found[word]:.2f}" for word, _ in limits] + [seen]),
            mark(all(found[word] <= limit for word, limit in limits)))


def calibration(name, samples):
    whole = samples.figures()
    yield (f"{name}: regions hold", "50 %: 45 to 55; 90 %: 87 to 93", f"{whole['in50']:.1f}; {whole['in90']:.1f} %",
           mark(45 <= whole["in50"] <= 55 and 87 <= whole["in90"] <= 93))
    for what, parts in (("third of depth", samples.thirds()), ("quarter of radius90", samples.quarters())):
        held = [samples.figures(part)["in90"] for part in parts]
        yield (f"{name}: 90 % region, each {what}", "85 to 95 %", ", ".join(f"{share:.1f}" for share in held),
               mark(all(85 <= share <= 95 for share in held)))
    own, fixed = samples.energy()
    yield f"{name}: energy score", "below that of one covariance for all", f"{own:.3f}; {fixed:.3f}", mark(own < fixed)


def fairness(found):
    """The audit's own figures. What is past a limit by less than its sampling error is ✗ here, and unclear there."""
    limits = {limit["measure"]: limit for limit in found["limits"]}
    for measure, words in AUDITED.items():
        limit = limits[measure]
        if "value" not in limit:
            yield f"audit: {measure}", words, "not judged: too few", ""
            continue
        # No group is the worst where all are alike.
        worst = [f"{group['itaClass']} {group['undertone']}" for group in limit.get("worst", [])]
        yield (f"audit: {measure}", words, f"{limit['value']:.3f} ({' and '.join(worst) or 'all alike'}); "
               f"sampling error {limit['samplingError']:.3f}, hence {limit['outcome']}",
               mark(limit.get("least", -np.inf) <= limit["value"] <= limit["most"]))
    own, fixed = found["energy"]["belief"], found["energy"]["fixedCovariance"]
    yield "audit: energy score", "below that of one covariance for all", f"{own:.3f}; {fixed:.3f}", mark(own < fixed)


def photographs(study):
    belief, naive = same_person(study)
    yield ("two photos of one person nearer than of two people", "≥ 60 %",
           f"{belief:.0f} % (as seen {naive:.0f} %)", mark(belief >= 60))
    for change in ALTERED:
        number, belief, naive = robustness(study, change)
        moved = f"{belief:.2f}, as seen {naive:.2f}: {100 * belief / naive:.0f} %"
        if "EV" in change:
            yield f"{number} photos, {change}", "shift ≤ 60 % of that as seen", moved, mark(belief <= 0.6 * naive)
        else:
            yield f"{number} photos, {change}", "median shift ≤ 0.7", moved, mark(belief <= 0.7)


def costs(pictures, rounds):
    without, default = cost(pictures, rounds)
    return ("cost of light evidence (the gate has no switch)", "with the gate ≤ 25 %",
            f"{100 * (default / without - 1):.0f} %: {default:.2f} s, without {without:.2f}; {len(pictures)} pictures",
            mark(default <= 1.25 * without))


def row(word, samples, here=None):
    found = samples.figures(slice(None) if here is None else here)
    number = f"{len(samples):,} of {samples.drawn:,}" if here is None else len(here)
    return (word, number, f"{found['median']:.2f}", f"{found['p90']:.1f}", f"{found['radius90']:.1f}",
            f"{found['in50']:.0f} %", f"{found['in90']:.0f} %")


def details(name, samples):
    rows = [row("all", samples)]
    rows += [row(f"{word} third", samples, part) for word, part in zip(("deep", "middle", "light"), samples.thirds())]
    rows += [row(f"quarter {place} by radius90", samples, part) for place, part in enumerate(samples.quarters(), 1)]
    table([name, *HEAD], rows)
    bias = [(ita, samples.bias(samples.ita == ita)) for ita in CLASSES if (samples.ita == ita).any()]
    print(f"\nMean L* read minus true, {name}: " + ", ".join(f"{ita} {value:+.1f}" for ita, value in bias)
          + f". The gate refuses {np.sum(~samples.usable)} of these {len(samples):,}.")


def ablation(study):
    kinds = [kind for kind in ("portraits", "relit") if kind in study.sets]
    rows = []
    for evidence in ABLATION:
        cells = [evidence.replace(",", ", ")]
        for kind in kinds:
            samples = study.samples(kind, evidence)
            cells += [f"{np.median(samples.error):.2f}",
                      ", ".join(f"{np.median(samples.error[part]):.1f}" for part in samples.thirds())]
        rows.append(cells)
    table(["factors", *(word for kind in kinds for word in (kind, "deep, middle, light"))], rows)

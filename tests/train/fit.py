#!/usr/bin/env python3
"""Fit src/rules/en/attribution.weights: one logistic regression a decision, over named features.

    nutgraf_train_dump GOLD.jsonl > lines.txt
    fit.py lines.txt OUT.weights [--until YYYY-MM] [--floor 3] [--passes 20] [--shrink 1] [--lasso 0.5]

Lines: "article ID", then "NAME 0|1 feature feature …" (NAME: gate, cue, end).  Article ids hold their month; --until leaves later
ones out.  Features seen fewer than --floor times are dropped.  Adagrad with L2 (--shrink) and L1 (--lasso), which
leaves out what says nothing: half the weights, and better figures on months left out.  Weights are
the mean over the later half of the passes, so that they hang on no order of the lines; they are written times 100.
Python standard library only.
"""
import argparse
import collections
import math
import random
import re

# Weights of less than this are left out: the gate's own ones only choose what is looked at.
LEAST = {"gate": 20, "cue": 5, "end": 5}


def read(path, until):
    """{name: [(label, [features])]}."""
    out = collections.defaultdict(list)
    use = True
    for line in open(path, encoding="utf-8"):
        parts = line.split()
        if parts[0] == "article":
            month = re.search(r"\d{4}-\d\d", parts[1])
            use = not (until and month and month.group() > until)
        elif use:
            out[parts[0]].append((int(parts[1]), parts[2:]))
    return out


def fit(rows, floor, passes, rate, shrink, lasso):
    """{feature: weight}, those that say nothing left out."""
    count = collections.Counter(f for _, fs in rows for f in fs)
    names = {f: i for i, f in enumerate(f for f, n in count.items() if n >= floor)}
    data = [(y, [names[f] for f in fs if f in names]) for y, fs in rows]
    w = [0.0] * len(names)
    g2 = [1e-6] * len(names)
    random.seed(1)
    n = len(data)
    mean, kept = [0.0] * len(names), 0
    freq = [0] * len(names)
    for f, i in names.items():
        freq[i] = count[f]
    for turn in range(passes):
        random.shuffle(data)
        loss = 0.0
        for y, fs in data:
            s = 0.0
            for i in fs:
                s += w[i]
            s = max(-30.0, min(30.0, s))
            p = 1 / (1 + math.exp(-s))
            d = p - y
            loss -= math.log(max(1e-9, p if y else 1 - p))
            for i in fs:
                g = d + shrink * w[i] / freq[i]
                g2[i] += g * g
                step = rate / math.sqrt(g2[i])
                v = w[i] - step * g
                cut = step * lasso / freq[i]
                w[i] = v - cut if v > cut else v + cut if v < -cut else 0.0
        if turn * 2 >= passes:
            mean, kept = [m + x for m, x in zip(mean, w)], kept + 1
        print("pass %d  loss %.4f  features %d  lines %d" % (turn, loss / n, len(names), n), flush=True)
    return {f: mean[i] / kept for f, i in names.items() if mean[i]}


def main():
    """Command line."""
    a = argparse.ArgumentParser()
    a.add_argument("lines")
    a.add_argument("out")
    a.add_argument("--until")
    a.add_argument("--floor", type=int, default=3)
    a.add_argument("--passes", type=int, default=20)
    a.add_argument("--rate", type=float, default=0.15)
    a.add_argument("--shrink", type=float, default=1.0)
    a.add_argument("--lasso", type=float, default=0.5)
    a = a.parse_args()
    weights = {}
    for name, rows in sorted(read(a.lines, a.until).items()):
        print(name)
        fitted = fit(rows, a.floor, a.passes, a.rate, a.shrink, a.lasso)
        fitted = {feature: round(100 * w) for feature, w in fitted.items()}
        weights.update((feature, w) for feature, w in fitted.items() if abs(w) >= LEAST[name])
    with open(a.out, "w", encoding="utf-8") as f:
        f.write("# `feature weight`: natural log-odds times 100. Made by tests/train/fit.py; names are explained in src/attribute/.\n")
        for name in sorted(weights):
            f.write("%s %d\n" % (name, weights[name]))


if __name__ == "__main__":
    main()

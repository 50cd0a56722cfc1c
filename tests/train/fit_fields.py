#!/usr/bin/env python3
"""Fit the weights of the rules that choose a page's headline or byline.

    nutgraf_train_fields headline PAGES/*.txt > lines.txt
    fit_fields.py src/segment/headline_rules.def GOLD.jsonl lines.txt [GOLD.jsonl lines.txt ...] [--out NEW.def]
    nutgraf_train_fields byline PAGES/*.txt > lines.txt
    fit_fields.py src/segment/byline_rules.def GOLD.jsonl lines.txt ... --out NEW.def

GOLD is in the form of tests/eval/README.md; "url", where given, tells sites apart.  A page's candidates compete: the model is a
softmax over them, with L2, fitted by Adam.  Half of the sites are left out in turn for the held-out figures; the weights
written are of all.  Needs numpy.
"""
import argparse
import json
import os
import re
import sys
import zlib
from urllib.parse import urlparse

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "eval"))
from pages import fold, people  # noqa: E402

RULE = re.compile(r"^([A-Z]+_RULE)\((\w+), (-?[\d.]+)f\)")


def read_lines(path, index):
    """{page id: [(text, [rule numbers])]}."""
    pages, page = {}, None
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.rstrip("\n")
        if line.startswith("# "):
            page = pages.setdefault(os.path.splitext(os.path.basename(line[2:]))[0], [])
        else:
            _, text, rules = line.split("\t")
            page.append((text, [index[rule] for rule in rules.split()]))
    return pages


class Sample:
    """One page: its candidates' rules, which of them are right, what they say, and the side its site is on."""

    def __init__(self, row, candidates, byline):
        self.rules = [rules for _, rules in candidates]
        self.want = people(row.get("authors")) if byline else {fold(row["title"])}
        self.said = [people(text.split("|")) if byline else {fold(text)} for text, _ in candidates]
        self.right = np.array([bool(s & self.want) and 2 * len(s & self.want) >= len(s) for s in self.said], bool)
        if byline and not self.right.any():
            self.right[0] = True
        site = urlparse(row.get("url") or "").netloc or row["id"]
        self.side = zlib.crc32(site.encode()) % 2


def softmax_fit(samples, count, steps=450, decay=0.002, rate=0.08):
    """The weights of `count` rules."""
    samples = [s for s in samples if s.right.any()]
    sizes = [len(s.rules) for s in samples]
    page = np.repeat(np.arange(len(samples)), sizes)
    flat = [rules for s in samples for rules in s.rules]
    rows, columns = np.repeat(np.arange(len(flat)), [len(r) for r in flat]), np.array([c for r in flat for c in r], int)
    right = np.concatenate([s.right for s in samples])
    weights, mean, square = np.zeros(count), np.zeros(count), np.zeros(count)
    for step in range(1, steps + 1):
        score = np.bincount(rows, weights[columns], minlength=len(flat))
        top = np.full(len(samples), -1e9)
        np.maximum.at(top, page, score)
        mass = np.exp(score - top[page])
        good = mass * right
        given = mass / np.bincount(page, mass, minlength=len(samples))[page]
        wanted = good / np.maximum(np.bincount(page, good, minlength=len(samples)), 1e-30)[page]
        slope = np.bincount(columns, (given - wanted)[rows], minlength=count) / len(samples) + decay * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def report(samples, weights):
    """Share of pages whose best candidate is right; for bylines also the F1 of names."""
    right = hits = given = wanted = 0
    for sample in samples:
        best = max(range(len(sample.rules)), key=lambda i: weights[sample.rules[i]].sum(), default=None)
        if best is None:
            continue
        right += sample.right[best]
        if sample.want:
            hits += len(sample.said[best] & sample.want)
            given += len(sample.said[best])
            wanted += len(sample.want)
    return f"right {right / max(len(samples), 1):.3f}  F1 {2 * hits / max(given + wanted, 1):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", help="the .def file whose rules are fitted")
    parser.add_argument("pairs", nargs="+", metavar="GOLD LINES")
    parser.add_argument("--out", help="write the .def file with the new weights")
    args = parser.parse_args()
    source = open(args.rules, encoding="utf-8").read().split("\n")
    names = [m.group(2) for m in map(RULE.match, source) if m]
    index, byline = {name: i for i, name in enumerate(names)}, "BYLINE_RULE" in "".join(source)
    samples = []
    for gold, lines in zip(args.pairs[::2], args.pairs[1::2]):
        pages = read_lines(lines, index)
        for row in map(json.loads, open(gold, encoding="utf-8")):
            if row.get("title") and pages.get(row["id"]):
                samples.append(Sample(row, pages[row["id"]], byline))
    print(f"{len(samples)} pages, {sum(not s.right.any() for s in samples)} whose gold is no candidate")
    for held in (0, 1):
        weights = softmax_fit([s for s in samples if s.side != held], len(names))
        print(f"half {held} held out: {report([s for s in samples if s.side == held], weights)}")
    weights = softmax_fit(samples, len(names))
    print(f"fitted to all: {report(samples, weights)}")
    if args.out:
        with open(args.out, "w", encoding="utf-8") as out:
            for i, line in enumerate(source):
                m = RULE.match(line)
                new = f"{m.group(1)}({m.group(2)}, {weights[index[m.group(2)]] + 0.0:.2f}f)" if m else line
                out.write(new + ("\n" if i + 1 < len(source) else ""))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Body figures of the whole program on sites that its body rules were not fitted on.

    held_out_pages.py BUILD LABELS.tsv DIR... --score GOLD.jsonl DIR [--score ...] [--folds 3] [-- nutgraf_train's options]

The sites are parted in folds.  For each fold the weights are fitted to the pages of the DIRs whose site lies in another (LABELS: see
align.py), the program of BUILD reads the pages of each scored DIR with these weights, and the records of the fold's pages are
kept.  The table for each GOLD is that of tests/eval/pages.py.  Python 3, standard library only.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def fold_of(site, folds):
    """The same part as nutgraf_train takes: FNV-1a of the site's name."""
    value = 2166136261
    for byte in site.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return (value >> 8) % folds


def page_key(name):
    """A page in LABELS: saved pages keep their extension."""
    return name if name.endswith(".html") else os.path.splitext(name)[0]


def fitted(args, fold, options, folder):
    """A folder of rules with the weights fitted without the fold."""
    path = os.path.join(folder, "weights", "body.weights")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([os.path.join(args.build, "tests/train/nutgraf_train"), "fit", args.labels, *args.dirs, "--folds",
                        str(args.folds), "--leave", str(fold), "--priors", os.path.join(HERE, "priors.tsv"), *options],
                       stdout=out, stderr=subprocess.DEVNULL, check=True)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("labels")
    parser.add_argument("dirs", nargs="+")
    parser.add_argument("--score", nargs=2, action="append", required=True, metavar=("GOLD", "DIR"))
    parser.add_argument("--folds", type=int, default=3)
    own, options = sys.argv[1:], []
    if "--" in own:
        own, options = own[:own.index("--")], own[own.index("--") + 1:]
    args = parser.parse_args(own)
    with open(args.labels, encoding="utf-8") as labels:
        site = dict(line.split("\t", 2)[:2] for line in labels)
    with tempfile.TemporaryDirectory() as work:
        kept = [open(os.path.join(work, f"{i}.jsonl"), "w", encoding="utf-8") for i in range(len(args.score))]
        for fold in range(args.folds):
            rules = fitted(args, fold, options, os.path.join(work, "rules"))
            for (_, pages), out in zip(args.score, kept):
                records = os.path.join(work, "records.jsonl")
                subprocess.run([os.path.join(args.build, "nutgraf"), "batch", "--rules", rules, pages, "-o", records],
                               stderr=subprocess.DEVNULL, check=False)  # a page that cannot be read is a record too
                for line in open(records, encoding="utf-8"):
                    key = page_key(os.path.basename(json.loads(line)["source"]["name"]))
                    if key in site and fold_of(site[key], args.folds) == fold:
                        out.write(line)
        for (gold, pages), out in zip(args.score, kept):
            out.close()
            print(f"{pages}, sites left out", flush=True)
            subprocess.run([sys.executable, os.path.join(HERE, "../eval/pages.py"), gold, out.name], check=True)


if __name__ == "__main__":
    main()

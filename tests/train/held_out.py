#!/usr/bin/env python3
"""Fit the attribution weights on the articles up to a month and report on those of the later months.

    held_out.py BUILD GOLD.jsonl --until YYYY-MM [--keep DIR] [fit.py's options]

BUILD: a build directory with the targets nutgraf_bin and nutgraf_train_dump.  GOLD: as tests/eval/README.md has it, with the
month in each id.  The table is that of tests/eval/quotes.py.  Python 3, standard library only.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def later_ids(gold, until):
    """The ids whose month comes after `until`."""
    ids = [json.loads(line)["id"] for line in open(gold, encoding="utf-8")]
    month = re.compile(r"\d{4}-\d\d")
    return [i for i in ids if month.search(i) and month.search(i)[0] > until]


def held_out(args, more, work):
    """Lines, weights and the table, each file in `work`."""
    lines, ids = os.path.join(work, "lines.txt"), os.path.join(work, "ids.txt")
    weights = os.path.join(work, "rules", "en", "attribution.weights")
    os.makedirs(os.path.dirname(weights), exist_ok=True)
    with open(lines, "w", encoding="utf-8") as out:
        subprocess.run([os.path.join(args.build, "tests/train/nutgraf_train_dump"), args.gold], stdout=out, check=True)
    with open(ids, "w", encoding="utf-8") as out:
        out.write("\n".join(later_ids(args.gold, args.until)))
    subprocess.run([sys.executable, os.path.join(HERE, "fit.py"), lines, weights, "--until", args.until] + more, check=True,
                   stdout=sys.stderr)
    subprocess.run([sys.executable, os.path.join(HERE, "../eval/quotes.py"), args.gold, "--ids", ids,
                    "--run", os.path.join(args.build, "nutgraf"), "--rules", os.path.join(work, "rules")], check=True)


def main():
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("build")
    ap.add_argument("gold")
    ap.add_argument("--until", required=True, metavar="YYYY-MM")
    ap.add_argument("--keep", metavar="DIR", help="keep lines, weights and ids there")
    args, more = ap.parse_known_args()
    if args.keep:
        held_out(args, more, args.keep)
    else:
        with tempfile.TemporaryDirectory() as work:
            held_out(args, more, work)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Score nutgraf's JSON Lines against gold quotations and attributions.

    quotes.py GOLD.jsonl OUT.jsonl [--worst N] [--ids FILE]
    quotes.py GOLD.jsonl --run build/nutgraf [--rules DIR]     the gold's texts are read first

The forms and the figures are described in README.md beside this file. Python 3, standard library only.
"""
import argparse
import bisect
import json
import os
import re
import subprocess
from collections import Counter

from pages import f_score, read, record_id

WORD = re.compile(r"[^\W_]+(?:['’.,\-‑][^\W_]+)*")
MARK = re.compile(r"``|''|[“”„‟«»\"\n]")


def quotations(text):
    """Stretches between double quotation marks; one left open ends with its line."""
    found, start = [], None
    for m in MARK.finditer(text + "\n"):
        mark, at, end = m[0], m.start(), m.end()
        before, after = text[at - 1:at] or " ", text[end:end + 1] or " "
        if mark == '"':
            opens = (before.isspace() or before in "([") and not after.isspace()
            if start is None:
                inch = before.isdigit() and (after.isspace() or after in ",.;")
                mark = "" if after.isspace() or inch else "“"
            else:
                mark = "“" if opens else "”"
        if start is not None and mark:
            found.append((start, at))
            start = None
        if mark in ("“", "„", "‟", "«", "``"):
            start = end
    return [q for q in found if WORD.search(text, *q)]


class Text:
    """An article as numbered words, each with the quotation it stands in (or -1)."""

    def __init__(self, text):
        spans = [m.span() for m in WORD.finditer(text)]
        self.starts, self.ends = [s for s, _ in spans], [e for _, e in spans]
        quotes = quotations(text)
        self.quote, q = [], 0
        for s, e in spans:
            while q < len(quotes) and quotes[q][1] <= s:
                q += 1
            self.quote.append(q if q < len(quotes) and quotes[q][0] <= s and e <= quotes[q][1] else -1)

    def words(self, spans):
        """The numbers of the words that the spans touch."""
        found = set()
        for s, e in spans:
            for i in range(bisect.bisect_right(self.ends, s), bisect.bisect_left(self.starts, e)):
                found.add(i)
        return found


class Statement:
    """One attribution as sets of word numbers."""

    def __init__(self, text, source, cue, content):
        self.source, self.cue, self.content = text.words(source), text.words(cue), text.words(content)
        quoted = [i for i in self.content if text.quote[i] >= 0]
        self.kind = "indirect" if not quoted else "direct" if len(quoted) == len(self.content) else "mixed"
        self.parts = {}  # quotation -> (its words, the unquoted words of the spans it stands in)
        for span in content:
            inside = text.words([span])
            plain = {i for i in inside if text.quote[i] < 0}
            for i in inside - plain:
                part = self.parts.setdefault(text.quote[i], (set(), set()))
                part[0].add(i)
            for number in {text.quote[i] for i in inside - plain}:
                self.parts[number][1].update(plain)


def overlap(a, b):
    """Jaccard overlap of two sets."""
    return len(a & b) / len(a | b) if a and b else 0.0


def same(gold, got):
    """The two share a word, or neither has any."""
    return bool(gold & got) if gold else not got


def pair(gold, got, similarity, floor=0.0):
    """One-to-one pairs of indices, most similar first."""
    ranked = sorted(((similarity(g, p), i, k) for i, g in enumerate(gold) for k, p in enumerate(got)),
                    key=lambda x: (-x[0], x[1], x[2]))
    left, right, pairs = set(), set(), []
    for value, i, k in ranked:
        if value > 0 and value >= floor and i not in left and k not in right:
            left.add(i)
            right.add(k)
            pairs.append((i, k))
    return pairs


def spans(value):
    """A span object, a list of them or of [start, end], or null, as a list of pairs."""
    if not value:
        return []
    if isinstance(value, dict):
        return [(value["start"], value["end"])]
    return [(v["start"], v["end"]) if isinstance(v, dict) else tuple(v) for v in value]


def count_quoted(gold, got, n):
    """Figures of the quoted parts."""
    want = [(part, a) for a in gold for part in a.parts.values()]
    have = [(part, a) for a in got for part in a.parts.values()]
    # What is given as quoted but runs beyond the marks is compared as it is, except against mixed contents.
    pairs = pair(want, have, lambda g, p: overlap(g[0][0], p[0][0] | (set() if g[1].kind == "mixed" else p[0][1])), 0.8)
    for view in ("direct", "quoted"):
        counts = [view == "quoted" or a.kind == "direct" for _, a in want]
        n[view, "gold"] += sum(counts)
        n[view, "got"] += len(have) - sum(not counts[i] for i, _ in pairs)
        for i, k in pairs:
            if counts[i]:
                n[view, "hit"] += 1
                n[view, "speaker"] += same(want[i][1].source, have[k][1].source)


def count_statements(gold, got, n):
    """Figures of whole attributions; returns the number of errors for --worst."""
    n["gold"] += len(gold)
    n["got"] += len(got)
    all_gold = set().union(*(a.content for a in gold)) if gold else set()
    all_got = set().union(*(a.content for a in got)) if got else set()
    n["soft p"] += sum(len(a.content & all_gold) / len(a.content) for a in got)
    n["soft r"] += sum(len(a.content & all_got) / len(a.content) for a in gold)
    right = 0
    for i, k in pair(gold, got, lambda g, p: overlap(g.content, p.content) + 1e-6 * bool(g.source & p.source), 0.5):
        if overlap(gold[i].content, got[k].content) < 0.8:
            continue
        n["content"] += 1
        if same(gold[i].source, got[k].source):
            right += 1
            n["triple"] += same(gold[i].cue, got[k].cue)
    for role in ("cue", "source"):
        want = [getattr(a, role) for a in gold if getattr(a, role)]
        have = [getattr(a, role) for a in got if getattr(a, role)]
        n[role, "gold"] += len(want)
        n[role, "got"] += len(have)
        n[role] += len(pair(want, have, overlap))
    return len(gold) + len(got) - 2 * right


def text_of(gold_path, row):
    """Where the text of a gold row lies."""
    return os.path.join(os.path.dirname(os.path.abspath(gold_path)), row["text_path"])


def run(program, rules, paths):
    """The program's record of each text, by id."""
    command = [program, "parse", "--to", "jsonl"] + (["--rules", rules] if rules else [])
    lines = []
    for i in range(0, len(paths), 500):
        lines += subprocess.run(command + paths[i:i + 500], check=True, stdout=subprocess.PIPE).stdout.splitlines()
    return {record_id(r): r for r in map(json.loads, lines)}


def main():
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("output", nargs="?")
    ap.add_argument("--run", metavar="NUTGRAF", help="read the gold's texts with this program instead of OUT.jsonl")
    ap.add_argument("--rules", metavar="DIR", help="with --run: a directory of rules for it")
    ap.add_argument("--worst", type=int, default=0, metavar="N", help="list the N articles with most errors")
    ap.add_argument("--ids", help="score only the ids listed in this file, one a line")
    args = ap.parse_args()
    if bool(args.output) == bool(args.run):
        ap.error("either OUT.jsonl or --run is wanted")
    only = set(open(args.ids, encoding="utf-8").read().split()) if args.ids else None
    rows = {k: r for k, r in read(args.gold, lambda r: r["id"]).items() if only is None or k in only}
    n, errors = Counter(), []
    if args.run:
        output = run(args.run, args.rules, [text_of(args.gold, r) for r in rows.values()])
    else:
        output = read(args.output, record_id)
    for key, row in rows.items():
        with open(text_of(args.gold, row), encoding="utf-8", newline="") as file:
            text = Text(file.read())
        gold = [Statement(text, *(spans(a.get(k)) for k in ("source", "cue", "content"))) for a in row["attributions"]]
        got = [Statement(text, *(spans(a.get(k)) for k in ("speaker", "cue", "content")))
               for a in (output.get(key) or {}).get("attributions") or []]
        drop = text.words(spans(row.get("discard")))
        gold = [a for a in gold if a.content]
        got = [a for a in got if a.content and 2 * len(a.content & drop) <= len(a.content)]
        count_quoted(gold, got, n)
        errors.append((count_statements(gold, got, n), key))

    def row_of(title, hits, given, wanted):
        p, r, f1 = f_score(hits, given, wanted)
        print(f"{title:<24}F1 {100 * f1:5.1f}   P {100 * p:5.1f}   R {100 * r:5.1f}")

    print(f"articles {len(errors)}, attributions {n['got']}, in the gold {n['gold']}")
    for view, title in (("direct", "direct"), ("quoted", "all quoted")):
        row_of(f"{title} spans", n[view, "hit"], n[view, "got"], n[view, "gold"])
        print(f"{title + ' speaker':<24}   {100 * n[view, 'speaker'] / max(1, n[view, 'hit']):5.1f}")
        row_of(f"{title} end to end", n[view, "speaker"], n[view, "got"], n[view, "gold"])
    row_of("content", n["content"], n["got"], n["gold"])
    p, r = n["soft p"] / max(1, n["got"]), n["soft r"] / max(1, n["gold"])
    print(f"{'content soft':<24}F1 {100 * (2 * p * r / (p + r) if p + r else 0):5.1f}   P {100 * p:5.1f}   R {100 * r:5.1f}")
    for role in ("cue", "source"):
        row_of(role, n[role], n[role, "got"], n[role, "gold"])
    row_of("triple", n["triple"], n["got"], n["gold"])
    for count, key in sorted(errors, reverse=True)[:args.worst]:
        print(f"  {count:4d} errors  {key}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Score nutgraf's JSON Lines against gold pages: body, headline, authors, date.

    pages.py GOLD.jsonl OUT.jsonl [--worst N] [--ids FILE]

The forms and the figures are described in README.md beside this file. Python 3, standard library only.
"""
import argparse
import itertools
import json
import os
import re
import statistics
import unicodedata
from collections import Counter

WORD = re.compile(r"\w+")
FOLD = str.maketrans({**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—−", "-"),
                      **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", None)})
NOT_NAME = set("md phd ms rd ma ba bs msc mph mba jd esq jr sr dr prof mr mrs sir dame rn cpa ceo".split())


def words(text):
    """Lower-cased words."""
    return WORD.findall((text or "").lower())


def f_score(hits, given, wanted):
    """Precision, recall and F1 of counts."""
    p, r = hits / given if given else 0.0, hits / wanted if wanted else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def bag(got, want):
    """Precision, recall and F1 of two bags of words; an empty gold wants an empty answer."""
    if not want:
        return (0.0,) * 3 if got else (1.0,) * 3
    return f_score(sum((Counter(got) & Counter(want)).values()), len(got), len(want))


def variants(row):
    """The gold bodies that count as right: any of the optional paragraphs may be missing."""
    paragraphs, optional = (row["body"] or "").split("\n\n"), row.get("optional") or []
    counts = range(len(optional) + 1) if len(optional) <= 6 else (0, len(optional))
    for count in counts:
        for drop in itertools.combinations(optional, count):
            left = Counter(drop)
            keep = [p for p in paragraphs if not left[p] or left.subtract([p])]
            yield words("\n\n".join(keep))


def fold(text):
    """One form for quotation marks, dashes, blanks and compatibility characters."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(FOLD).split())


def people(names):
    """Names as a set, without case, accents, points and titles."""
    found = set()
    for name in re.split(r"[,;|&/\n]|\band\b|\bwith\b", fold(", ".join(names or [])), flags=re.I):
        plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
        parts = [w for w in WORD.findall(re.sub(r"[.']", "", plain)) if w not in NOT_NAME and w != "by"]
        if parts:
            found.add(" ".join(parts))
    return found


def has(snippet, text):
    """True if the words of a snippet stand in `text` in a row; the last one may be cut."""
    return f" {' '.join(words(snippet))}" in f" {' '.join(text)} "


def score(row, record):
    """The figures of one page."""
    got, page = words(record.get("body")), {"id": row["id"]}
    if row.get("body") is not None:
        page["p"], page["r"], page["f1"] = max((bag(got, want) for want in variants(row)), key=lambda x: x[2])
    gold = None if row.get("body") is None else words(row["body"])
    for key, wanted in (("with", True), ("without", False)):
        snippets = [s for s in row.get(key) or [] if words(s) and (gold is None or has(s, gold) == wanted)]
        if snippets:
            page[key] = sum(has(s, got) for s in snippets) / len(snippets)
    if row.get("title"):
        page["headline"] = fold(record.get("title")) == fold(row["title"])
    given, wanted = people(record.get("authors")), people(row.get("authors"))
    if wanted:
        page["author"] = (len(given & wanted), len(given), len(wanted))
    elif row.get("title"):
        page["author_extra"] = bool(given)
    if row.get("date"):
        page["date"] = (record.get("date") or "").startswith(row["date"][:10])
    elif row.get("title"):
        page["date_extra"] = bool(record.get("date"))
    return page


def read(path, key):
    """JSON Lines as a dict."""
    with open(path, encoding="utf-8") as lines:
        return {key(row): row for row in map(json.loads, filter(str.strip, lines))}


def record_id(record):
    """The id of an article."""
    source = record.get("source") or {}
    return source.get("id") or os.path.splitext(os.path.basename(source.get("name") or ""))[0]


def main():
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("output")
    ap.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages with the lowest F1")
    ap.add_argument("--ids", help="score only the ids listed in this file, one a line")
    args = ap.parse_args()
    gold, output = read(args.gold, lambda row: row["id"]), read(args.output, record_id)
    only = set(open(args.ids, encoding="utf-8").read().split()) if args.ids else None
    pages = [score(row, output.get(key) or {}) for key, row in gold.items() if only is None or key in only]

    def mean(key):
        values = [page[key] for page in pages if key in page]
        return f"{100 * statistics.fmean(values):.1f} ({len(values)})" if values else "-"

    named = [page["author"] for page in pages if "author" in page]
    author = f"{100 * f_score(*map(sum, zip(*named)))[2]:.1f} ({len(named)})" if named else "-"
    print(f"pages {len(pages)}, missing {sum(key not in output for key in gold if only is None or key in only)}")
    for title, value in (("body F1", mean("f1")), ("body P", mean("p")), ("body R", mean("r")), ("with", mean("with")),
                         ("without", mean("without")), ("headline", mean("headline")), ("author F1", author),
                         ("author extra", mean("author_extra")), ("date", mean("date")), ("date extra", mean("date_extra"))):
        print(f"{title:<14}{value}")
    for page in sorted((p for p in pages if "f1" in p), key=lambda p: p["f1"])[:args.worst]:
        print(f"  {page['f1']:.3f}  P {page['p']:.3f}  R {page['r']:.3f}  {page['id']}")


if __name__ == "__main__":
    main()

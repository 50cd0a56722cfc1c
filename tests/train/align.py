#!/usr/bin/env python3
"""Label the blocks of pages by aligning them with hand-made bodies.

    nutgraf_train blocks DIR... > blocks.jsonl
    align.py blocks.jsonl GOLD.jsonl... > labels.tsv

blocks.jsonl: {"id", "blocks": [text, ...]} a page.  GOLD: {"id", "url", "body", "optional"} a page.
labels.tsv, one page a line: id, site, words of the gold body, then one `matched/words` a block: how many of the block's
words stand in the gold body at the place that the reading order gives it.  A block counts as story when half match.
"""
import bisect
import json
import re
import sys
from collections import Counter, defaultdict
from urllib.parse import urlparse

WORD = re.compile(r"\w+")
GRAM = 4


def tokens(text):
    """Lower-cased word tokens, as the scorer counts them."""
    return WORD.findall((text or "").replace("\u00ad", "").lower())


def place(words, index, gold):
    """Candidate places of a block in the gold: [(start, end, matched)], best first."""
    votes = Counter()
    for at in range(len(words) - GRAM + 1):
        for found in index.get(tuple(words[at:at + GRAM]), ())[:12]:
            votes[(found - at) // 8] += 1
    places = []
    for key, _ in votes.most_common(3):
        lo, hi = max(0, key * 8 - 4), min(len(gold), key * 8 + len(words) + 12)
        matched = sum((Counter(words) & Counter(gold[lo:hi])).values())
        grams = sum(tuple(words[at:at + GRAM]) in index for at in range(len(words) - GRAM + 1))
        if matched * 2 >= len(words) and grams * 3 >= len(words) - GRAM + 1:
            places.append((max(0, key * 8), min(len(gold), key * 8 + len(words)), matched))
    return places


def best_chain(candidates):
    """Heaviest chain of (block, start, end, matched) that ascends in block and place (Fenwick tree of maxima)."""
    starts = sorted({c[1] for c in candidates})
    tree = [(0, None)] * (len(starts) + 1)
    best = (0, None)
    by_block = defaultdict(list)
    for candidate in candidates:
        by_block[candidate[0]].append(candidate)
    for block in sorted(by_block):
        done = []
        for candidate in by_block[block]:
            at, top = bisect.bisect_right(starts, candidate[1]), (0, None)
            while at > 0:
                top = max(top, tree[at], key=lambda t: t[0])
                at -= at & -at
            done.append((top[0] + candidate[3], (candidate, top[1])))
        for total, node in done:
            at = bisect.bisect_left(starts, node[0][2] - 8) + 1
            while at <= len(starts):
                if total > tree[at][0]:
                    tree[at] = (total, node)
                at += at & -at
            if total > best[0]:
                best = (total, node)
    chain, node = [], best[1]
    while node:
        chain.append(node[0])
        node = node[1]
    return chain[::-1]


def fill_gaps(blocks, gold, chain, matched):
    """Short blocks between two placed ones: in order, whole, within the stretch of gold between them."""
    fences = [(-1, 0, 0, 0)] + chain + [(len(blocks), len(gold), len(gold), 0)]
    for (left, _, lo, _), (right, hi, _, _) in zip(fences, fences[1:]):
        lo, hi = max(0, lo - 4), min(len(gold), hi + 4)
        far = 40 if left < 0 or right == len(blocks) else 10 ** 9
        span = range(left + 1, right)
        if left < 0:
            span = range(max(0, right - far), right)
        elif right == len(blocks):
            span = range(left + 1, min(right, left + 1 + far))
        at = lo
        for block in span:
            words = blocks[block]
            if matched[block] or not words or len(words) > 12:
                continue
            for start in range(at, hi - len(words) + 1):
                if gold[start:start + len(words)] == words:
                    matched[block] = len(words)
                    at = start + len(words)
                    break


def align(texts, gold):
    """Matched words of every block."""
    blocks = [tokens(t) for t in texts]
    index = defaultdict(list)
    for at in range(len(gold) - GRAM + 1):
        index[tuple(gold[at:at + GRAM])].append(at)
    candidates = []
    for number, words in enumerate(blocks):
        if len(words) >= GRAM:
            candidates += [(number, *found) for found in place(words, index, gold)]
    chain = best_chain(candidates)
    matched = [0] * len(blocks)
    used = set()
    for number, start, end, count in chain:
        matched[number] = count
        used.update(range(start, end))
    for number, start, end, count in candidates:
        words = blocks[number]
        fresh = sum(at not in used for at in range(start, end))
        if not matched[number] and len(words) >= 8 and fresh * 10 >= 8 * len(words) and count * 10 >= 8 * len(words):
            matched[number] = count
            used.update(range(start, end))
    fill_gaps(blocks, gold, chain, matched)
    return [(m, len(words)) for m, words in zip(matched, blocks)]


def main():
    """Command line."""
    gold = {}
    for path in sys.argv[2:]:
        for line in open(path, encoding="utf8"):
            row = json.loads(line)
            if row.get("body") is not None:
                gold[row["id"]] = row
    for line in open(sys.argv[1], encoding="utf8"):
        page = json.loads(line)
        row = gold.get(re.sub(r"\.html$", "", page["id"]))
        if row is None:
            continue
        site = re.sub(r"^www\.", "", urlparse(row.get("url") or "").netloc) or "unknown"
        body = tokens(row["body"])
        cells = [f"{m}/{n}" for m, n in align(page["blocks"], body)]
        print(page["id"], site, len(body), *cells, sep="\t")


if __name__ == "__main__":
    main()

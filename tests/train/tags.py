#!/usr/bin/env python3
"""Fit the word-class tables of src/rules/en/tags.txt and tags.weights from any tagged English text.

    tags.py TAGGED.jsonl OUT_DIR [--min N]

TAGGED: one JSON array [id, rows] a line; a row is [offset, word, Penn tag, dependency label, lemma, head, sentence start].
Only counts are kept: which classes a word was seen in, how classes follow one another, and what word ends say.
Python standard library only.
"""
import collections
import json
import math
import re
import sys

TAGS = "N P D S J R C O B Z T G E M A I U W K F Y H X".split()
DO_HAVE_BE = {"be", "have", "do"}
AUX_WORDS = set("be is are was were been being am 's 're 'm have has had having 've do does did done doing 'd n't".split())
WORD = re.compile(r"[^\W_]+(?:[\w'’.\-‑]*[^\W_])?")


def coarse(word, tag, dep, lemma):
    """Our class of one Penn tag."""
    if tag in ("NN", "NNS"):
        return "N"
    if tag in ("NNP", "NNPS"):
        return "P"
    if tag == "PRP$":
        return "D"
    if tag in ("DT", "PDT"):
        return "O" if dep in ("nsubj", "dobj", "pobj", "nsubjpass", "attr") and word.lower() not in ("the", "a", "an") else "D"
    if tag in ("WDT", "WP", "WP$", "WRB"):
        return "W"
    if tag.startswith("JJ"):
        return "J"
    if tag == "RP":
        return "Y"
    if tag.startswith("RB") or tag == "UH":
        return "R"
    if tag == "CD":
        return "C"
    if tag in ("PRP", "EX"):
        return "O"
    if tag == "MD":
        return "M"
    if tag == "TO":
        return "F"
    if tag == "IN":
        return "U" if dep == "mark" else "I"
    if tag == "CC":
        return "K"
    if tag.startswith("VB"):
        if word.lower() in AUX_WORDS:
            return "A"
        return {"VB": "B", "VBP": "Z", "VBZ": "Z", "VBD": "T", "VBG": "G", "VBN": "E"}.get(tag, "B")
    return "X"


def words_of(rows):
    """(word, class, is sentence start) with contractions, possessives and hyphens joined as the tokenizer joins them."""
    out = []
    start = True
    i = 0
    while i < len(rows):
        off, text, tag, dep, lemma, _, sent = rows[i]
        start = start or bool(sent)
        if not WORD.match(text) and text not in ("'s", "’s", "n't", "n’t"):
            if text.strip() and not re.match(r"^[\"“”'`‘’]+$", text):
                out.append((text[:1], "punct", False))
            i += 1
            continue
        j, end, word, cls, last = i + 1, off + len(text), text, coarse(text, tag, dep, lemma), text
        while j < len(rows) and rows[j][0] == end and not rows[j][6]:
            t2, g2 = rows[j][1], rows[j][2]
            if t2 in ("'s", "’s", "'", "’") and g2 == "POS":
                cls = "S"
            elif t2 in ("n't", "n’t", "'t", "’t"):
                pass
            elif re.match(r"^['’](s|re|m|d|ll|ve)$", t2):
                cls = "H" if cls in ("O", "W", "R") else cls
            elif (t2 == "-" and j + 1 < len(rows) and rows[j + 1][0] == end + 1 and WORD.match(rows[j + 1][1])):
                pass
            elif last == "-" and WORD.match(t2):
                cls = coarse(t2, g2, rows[j][3], rows[j][4])
            else:
                break
            if cls != "S" or g2 != "POS":
                word += t2
            last = t2
            end += len(t2)
            j += 1
        out.append((word.replace("’", "'"), cls, start))
        start = False
        i = j
    return out


def main():
    """Command line."""
    path, out_dir = sys.argv[1], sys.argv[2]
    floor = int(sys.argv[sys.argv.index("--min") + 1]) if "--min" in sys.argv else 3
    lex = collections.defaultdict(collections.Counter)
    capital = collections.defaultdict(collections.Counter)
    suffix = collections.defaultdict(collections.Counter)
    follow = collections.Counter()
    total = collections.Counter()
    for line in open(path, encoding="utf-8"):
        _, rows = json.loads(line)
        before = "."
        for word, cls, first in words_of(rows):
            if cls == "punct":
                before = "." if word in ".?!" else "," if word in ",;" else ":"
                if before == ":" and word not in ":—–-":
                    before = ","
                follow[last, before] += 1
                last = before
                continue
            if first:
                last = "."
            low = word.lower()
            total[cls] += 1
            follow[last, cls] += 1
            last = cls
            if word[0].isdigit():
                continue
            if not (word[0].isupper() and cls == "P" and not first):
                lex[low][cls] += 1
            elif not first:
                capital[low][cls] += 1
            if cls in "NJRBZTGE" and len(low) > 4:
                for n in (2, 3, 4):
                    suffix[low[-n:]][cls] += 1
    whole = sum(total.values())
    with open(out_dir + "/tags.txt", "w", encoding="utf-8") as f:
        f.write("# word<TAB>class count … : the classes a word was seen in. N noun P name D determiner S possessive J adjective\n"
                "# R adverb C number O pronoun B base verb Z present T past G -ing E participle M modal A auxiliary I preposition\n"
                "# U subordinator W wh-word K conjunction F to Y particle H pronoun with auxiliary. Most frequent words first.\n"
                "# Made by tests/train/tags.py.\n")
        for word in sorted(lex, key=lambda w: (-sum(lex[w].values()), w)):
            c = lex[word]
            n = sum(c.values())
            if n < floor or "P" == max(c, key=c.get) or re.search(r"[^a-z'.\-]", word):
                continue
            # a possessive form is told by its end; rare classes are not missed, but for those that verb groups are made of ("had since said")
            own = [(t, k) for t, k in c.most_common(5) if not word.endswith("'s") and t not in "PXS"]
            seen = sum(k for _, k in own)
            keep = [(t, k) for t, k in own if k >= (0.018 if t in "BZTGERY" else 0.08) * seen and (k > 1 or n < 20)]
            if keep:
                f.write(word + "\t" + " ".join("%s %d" % x for x in keep) + "\n")
    with open(out_dir + "/tags.weights", "w", encoding="utf-8") as f:
        f.write("# `follow A B w`: how class B follows A; `class A w`: how common; `end xyz A w …`: what an unknown word's end says.\n"
                "# Natural logarithms times 100. Made by tests/train/tags.py.\n")
        for a in TAGS + [".", ",", ":"]:
            n = sum(follow[a, b] for b in TAGS + [".", ",", ":"]) + 12.0
            for b in TAGS:
                f.write("follow %s %s %d\n" % (a, b, round(100 * math.log((follow[a, b] + 0.5) / n))))
        for a in TAGS:
            f.write("class %s %d\n" % (a, round(100 * math.log((total[a] + 1) / whole))))
        for s in sorted(suffix):
            c = suffix[s]
            n = sum(c.values())
            if n < 40 or (len(s) == 4 and n < 80):
                continue
            keep = [(t, k) for t, k in c.most_common(4) if k > 0.02 * n]
            f.write("end %s %s\n" % (s, " ".join("%s %d" % (t, round(100 * math.log(k / n))) for t, k in keep)))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Make further training pages out of labelled ones.

    augment.py blocks.jsonl labels.tsv TEXT_DIR ARTICLE_DIR OUT_DIR [articles] > gold.jsonl

Real pages are few and most of one kind.  Three sorts are added, each page under its own site so that folds stay apart:
  swap   a page's story is replaced by an article of ARTICLE_DIR (plain texts: a headline, a blank line, paragraphs)
  short  all but the first few blocks of a page's story are taken out
  gap    lines from below another page's story stand between two paragraphs
  bare   nothing but the story
and, with the last argument, the articles of ARTICLE_DIR as they are.
gold.jsonl has the lines that align.py takes.
"""
import json
import random
import sys
from pathlib import Path


def story_rows(cells):
    """Which blocks are story."""
    pairs = [tuple(map(int, c.split("/"))) for c in cells]
    return [n > 0 and 2 * m >= n for m, n in pairs]


def cut(text, spans, story):
    """Text before the first and after the last story block."""
    rows = [i for i, yes in enumerate(story) if yes]
    return text[:spans[rows[0]][0]], text[spans[rows[-1]][1]:], rows


def main():
    """Command line."""
    blocks_path, labels_path, text_dir, article_dir, out_dir = sys.argv[1:6]
    rng = random.Random(7)
    pages = {row["id"]: row for row in map(json.loads, open(blocks_path, encoding="utf8"))}
    articles = sorted(Path(article_dir).glob("*.txt"))[::2]
    out = Path(out_dir)
    out.mkdir(parents=True, exist_ok=True)

    tails = []  # lines below stories, to be put into others
    for line in open(labels_path, encoding="utf8"):
        name, _, _, *cells = line.rstrip("\n").split("\t")
        story = story_rows(cells)
        if any(story):
            last = max(i for i, yes in enumerate(story) if yes)
            tails.append(pages[name]["blocks"][last + 1:last + 40])
    tails = [t for t in tails if len(t) > 3]

    def write(name, text, body, site):
        (out / f"{name}.txt").write_text(text, encoding="utf8")
        print(json.dumps({"id": name, "url": f"https://{site}/", "body": body}))

    def article():
        parts = rng.choice(articles).read_text(encoding="utf8").split("\n\n")
        return parts[0].rstrip("."), [p for p in parts[1:] if p.strip()]

    for line in open(labels_path, encoding="utf8"):
        name, site, _, *cells = line.rstrip("\n").split("\t")
        path, page = Path(text_dir) / f"{name}.txt", pages[name]
        story = story_rows(cells)
        if not path.exists() or sum(story) < 2:
            continue
        raw = path.read_bytes()
        before, after, rows = cut(raw, page["spans"], story)
        before, after = before.decode("utf8", "replace"), after.decode("utf8", "replace")
        _, body = article()
        if rng.random() < 0.35:
            body = body[:rng.randint(1, 5)]
        gap = rng.choice(["\n\n", "\n\n", "\n"])
        if rng.random() < 0.35 or name[:1].isalpha():
            write(f"swap-{name}", before + gap.join(body) + after, "\n\n".join(body), site)
        if rng.random() < 0.2:
            keep = rng.randint(1, min(6, len(rows)))
            first, last = page["spans"][rows[0]][0], page["spans"][rows[keep - 1]][1]
            texts = [page["blocks"][r] for r in rows[:keep]]
            write(f"short-{name}", before + raw[first:last].decode("utf8", "replace") + after, "\n\n".join(texts), site)
        if len(rows) >= 8 and (rng.random() < 0.35 or name[:1].isalpha()):
            row = rng.randint(2, len(rows) - 3)
            tail = rng.choice(tails)
            start = rng.randint(0, len(tail) - 2)
            chunk = tail[start:start + rng.randint(1, 8)]
            at = page["spans"][rows[row]][1]
            text = raw[:at].decode("utf8", "replace") + "\n\n" + "\n".join(chunk) + "\n\n" + raw[at:].decode("utf8", "replace")
            write(f"gap-{name}", text, "\n\n".join(page["blocks"][r] for r in rows), site)
        if rng.random() < 0.15:
            texts = [page["blocks"][r] for r in rows]
            write(f"bare-{name}", rng.choice(["\n\n", "\n\n", "\n"]).join(texts), "\n\n".join(texts), site)
    for number, path in enumerate(articles if len(sys.argv) > 6 else []):
        parts = [p for p in path.read_text(encoding="utf8").split("\n\n") if p.strip()]
        head = [parts[0].rstrip(".")] if number % 3 else []
        rest = parts[1:] if number % 5 else parts[1:rng.randint(2, 5)]
        write(f"article-{number}", "\n\n".join(head + rest), "\n\n".join(rest), f"article-{number}.example")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Make articles with nothing around them, as people paste them, of gold files: headline, perhaps a byline or a date, story.

    bare_articles.py GOLD.jsonl OUT/ > OUT.gold.jsonl

Page copies alone would teach that a headline stands under a menu.  The form of each article is drawn by its id.
"""
import json
import os
import sys
import zlib

SITES = ["Lowmark Courier", "The Eastport Evening Star", "EASTPORT GAZETTE", "Harbour Weekly"]
SECTIONS = ["News", "Opinion", "TECHNOLOGY", "Weather and roads"]
DATES = ["March 4, 2026", "4 March 2026", "Published: March 4, 2026 at 8:59 pm", "2026-03-04"]


def article(row, draw):
    """The text of the article, its head in one of a few forms."""
    byline = "By " + (row.get("authors") or ["Ana Ruiz"])[0]
    site, section, date = (values[draw // 64 % 4] for values in (SITES, SECTIONS, DATES))
    head = [[row["title"]],
            [row["title"], "", byline],
            [row["title"], byline, date],
            [site, "", row["title"], byline, date],
            [section, "", row["title"], "", byline],
            [row["title"], "", date],
            [site, date, "", row["title"], "", byline],
            [row["title"], byline, "5 min read"]][draw % 8]
    paragraphs = row["body"].split("\n\n")
    return "\n".join(head) + "\n\n" + "\n\n".join(paragraphs[:3] if draw // 8 % 4 == 0 else paragraphs) + "\n"


def main():
    """Command line."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    os.makedirs(sys.argv[2], exist_ok=True)
    for row in map(json.loads, open(sys.argv[1], encoding="utf-8")):
        draw = zlib.crc32(row["id"].encode())
        if not row.get("title") or not row.get("body") or draw % 6:
            continue
        name = "bare-" + row["id"]
        with open(os.path.join(sys.argv[2], name + ".txt"), "w", encoding="utf-8") as out:
            out.write(article(row, draw // 6))
        print(json.dumps({"id": name, "url": row.get("url"), "title": row["title"], "authors": row.get("authors")}))


if __name__ == "__main__":
    main()

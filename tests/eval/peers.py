#!/usr/bin/env python3
"""Run other extractors over a folder of saved pages, in the form that pages.py reads.

    peers.py SYSTEM FOLDER > out.jsonl      SYSTEM: trafilatura, readability, newspaper, resiliparse

Each system is used as its own documentation shows, with its defaults and without the page's address. It must be
installed (pip install trafilatura readability-lxml newspaper4k resiliparse). The time spent inside the system is
printed to stderr, so that speeds of one run can be compared.
"""
import json
import os
import sys
import time


def trafilatura(page):
    """trafilatura with metadata."""
    import trafilatura as t
    found = t.bare_extraction(page, with_metadata=True, include_comments=False)
    if not found:
        return {}
    row = found if isinstance(found, dict) else found.as_dict()
    authors = [a.strip() for a in (row.get("author") or "").split(";") if a.strip()]
    return {"body": row.get("text"), "title": row.get("title"), "authors": authors, "date": row.get("date")}


def readability(page):
    """readability-lxml; its summary is HTML."""
    from lxml import html
    from readability import Document
    document = Document(page)
    return {"body": html.fromstring(document.summary()).text_content(), "title": document.short_title()}


def newspaper(page):
    """newspaper4k, without its network part."""
    from newspaper import Article
    article = Article(url="")
    article.download(input_html=page)
    article.parse()
    date = article.publish_date
    return {"body": article.text, "title": article.title, "authors": article.authors,
            "date": date and date.strftime("%Y-%m-%d")}


def resiliparse(page):
    """resiliparse, main content."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    tree = HTMLTree.parse(page)
    return {"body": extract_plain_text(tree, main_content=True), "title": tree.title}


def main():
    """Command line."""
    systems = {f.__name__: f for f in (trafilatura, readability, newspaper, resiliparse)}
    if len(sys.argv) != 3 or sys.argv[1] not in systems:
        sys.exit(__doc__)
    spent = size = 0
    for name in sorted(os.listdir(sys.argv[2])):
        with open(os.path.join(sys.argv[2], name), "rb") as file:
            data = file.read()
        page = data.decode("utf-8", "replace")
        start = time.perf_counter()
        try:
            row = systems[sys.argv[1]](page)
        except Exception as error:  # a peer's crash is a result, not ours to hide
            row = {"error": {"message": f"{type(error).__name__}: {error}"}}
        spent += time.perf_counter() - start
        size += len(data)
        print(json.dumps({"source": {"name": name}, **row}, ensure_ascii=False))
    print(f"{sys.argv[1]}: {size / 1e6 / spent:.2f} MB/s", file=sys.stderr)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The scorers on gold of known value: gold against itself, nothing, and one error of each kind."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages  # noqa: E402
import quotes  # noqa: E402

TEXT = "“We waited too long,” Ana Ruiz said. The ferry would “not sail again,” the harbour board added.\n"


def at(words):
    """The span of some words of TEXT."""
    start = TEXT.index(words)
    return [start, start + len(words)]


GOLD = [{"content": [at("“We waited too long,”")], "source": [at("Ana Ruiz")], "cue": [at("said")]},
        {"content": [at("The ferry would “not sail again,”")], "source": [at("the harbour board")], "cue": [at("added")]}]


def objects(pairs):
    """[start, end] pairs as span objects."""
    return [{"start": s, "end": e} for s, e in pairs]


class Quotes(unittest.TestCase):
    def run_scorer(self, attributions):
        with tempfile.TemporaryDirectory() as folder:
            path = lambda name: os.path.join(folder, name)
            with open(path("a.txt"), "w", encoding="utf-8") as f:
                f.write(TEXT)
            with open(path("gold.jsonl"), "w", encoding="utf-8") as f:
                f.write(json.dumps({"id": "a", "text_path": "a.txt", "attributions": GOLD}))
            with open(path("out.jsonl"), "w", encoding="utf-8") as f:
                f.write(json.dumps({"source": {"name": "x/a.txt"}, "attributions": attributions}))
            sys.argv = ["quotes.py", path("gold.jsonl"), path("out.jsonl")]
            with contextlib.redirect_stdout(io.StringIO()) as out:
                quotes.main()
        return {line[:24].strip(): line[24:].split() for line in out.getvalue().splitlines()[1:]}

    def test_gold_on_itself(self):
        same = [{"content": objects(a["content"]), "cue": objects(a["cue"])[0], "speaker": objects(a["source"])[0]}
                for a in GOLD]
        for name, cells in self.run_scorer(same).items():
            self.assertEqual(cells[1 if cells[0] == "F1" else 0], "100.0", name)

    def test_nothing(self):
        for name, cells in self.run_scorer([]).items():
            self.assertEqual(cells[1 if cells[0] == "F1" else 0], "0.0", name)

    def test_wrong_speaker(self):
        wrong = [{"content": objects(a["content"]), "cue": objects(a["cue"])[0], "speaker": objects(GOLD[1]["source"])[0]}
                 for a in GOLD]
        got = self.run_scorer(wrong)
        self.assertEqual(got["direct spans"][1], "100.0")
        self.assertEqual(got["direct end to end"][1], "0.0")
        self.assertEqual(got["all quoted end to end"][1], "50.0")
        self.assertEqual(got["triple"][1], "50.0")


class Pages(unittest.TestCase):
    ROW = {"id": "a", "body": "One two three.\n\nFour five.", "optional": ["Four five."], "title": "It’s here",
           "authors": ["Ana Ruiz", "Tom O’Dell"], "date": "2026-03-04", "with": ["two three"], "without": ["six"]}

    def test_right(self):
        page = pages.score(self.ROW, {"body": "one two three", "title": "It's here", "authors": ["TOM O'DELL", "Ana Ruiz, PhD"],
                                      "date": "2026-03-04"})
        self.assertEqual((page["f1"], page["headline"], page["author"], page["date"]), (1.0, True, (2, 2, 2), True))
        self.assertEqual((page["with"], page["without"]), (1.0, 0.0))

    def test_empty(self):
        page = pages.score(self.ROW, {})
        self.assertEqual((page["f1"], page["headline"], page["author"], page["date"]), (0.0, False, (0, 0, 2), False))

    def test_extra(self):
        page = pages.score({"id": "a", "title": "T"}, {"authors": ["A B"], "date": "2026-01-01"})
        self.assertTrue(page["author_extra"] and page["date_extra"])


if __name__ == "__main__":
    unittest.main()

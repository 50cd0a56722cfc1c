"""Offsets of every unit lead back to the words, in the input's own bytes too."""
import json
import re
import unittest

import program
from program import Case

TEXT = ("Café “Nord” reopens 🎉\r\n\r\nBy Åsa Ruiz\r\n\r\n“We waited, \r\n  and waited,” said Tom O’Dell — “too long.”\r\n"
        "The café’s roof fell in.\r\n")


def folded(text):
    return re.sub(r"[ \t\r\n\f\v]*[\r\n\f\v][ \t\r\n\f\v]*", " ", text)


class Offsets(Case):
    def blocks(self, unit, name):
        return json.loads(self.run_program("--offsets", unit, name)[1])["blocks"]

    def test_units(self):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
            text = TEXT.replace("🎉", "") if encoding == "cp1252" else TEXT
            raw = text.encode(encoding)
            name = self.write(encoding + ".txt", raw)
            inner = "utf-16-le" if encoding == "utf-16" else encoding.replace("-sig", "")
            wide = text.encode("utf-16-le")
            self.assertGreater(len(self.blocks("bytes", name)), 2)
            for b in self.blocks("bytes", name):
                self.assertEqual(folded(raw[b["start"]:b["end"]].decode(inner)), b["text"], encoding)
            for b in self.blocks("codepoints", name):
                self.assertEqual(folded(text[b["start"]:b["end"]]), b["text"], encoding)
            for b in self.blocks("utf16", name):
                self.assertEqual(folded(wide[2 * b["start"]:2 * b["end"]].decode("utf-16-le")), b["text"], encoding)


if __name__ == "__main__":
    program.main()

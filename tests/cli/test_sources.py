"""sources, and attributions as CSV."""
import csv
import io
import json
import unittest

import program
from program import STORY, Case

OTHER = """Bridge opens

“The bridge is safe,” said Tom O'Dell. Officials said the work took a year.
"""


class Sources(Case):
    def test_census(self):
        self.write("in/a.txt")
        self.write("in/sub/b.txt", OTHER)
        self.write("in/empty.txt", b"")
        code, out, err = self.run_program("sources", "in", "--to", "json")
        self.assertEqual(code, 3)
        self.assertIn("empty.txt: ", err)
        census = json.loads(out)
        self.assertEqual((census["articles"], census["failed"]), (2, 1))
        tom = [s for s in census["sources"] if s["name"] == "Tom O'Dell"]
        self.assertEqual(len(tom), 1)
        self.assertEqual((tom[0]["articles"], tom[0]["kind"]), (2, "person"))
        self.assertEqual((tom[0]["quotes"], tom[0]["quoted_words"]), (2, 8))
        sums = census["statements"]
        self.assertEqual(sums["all"], sums["named"] + sums["unnamed"] + sums["unknown"])
        for jobs in "12":
            self.assertEqual(self.run_program("sources", "in", "--to", "json", "-j", jobs)[1], out)

    def test_table(self):
        code, out, err = self.run_program("sources", stdin=STORY)
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out.splitlines()[0], "^source +kind +articles +said +quotes +words$")
        self.assertIn("Tom O'Dell", out)
        self.assertIn("1 article, ", out)
        self.assertNotIn("\x1b", out)

    def test_nothing_found(self):
        self.write("in/x.jpg")
        self.assertEqual(self.run_program("sources", "in")[0], 2)


class Csv(Case):
    def rows(self, text):
        return list(csv.DictReader(io.StringIO(text)))

    def test_many_articles_have_one_header(self):
        self.write("a.txt")
        self.write("b.txt", OTHER)
        code, out, _ = self.run_program("--to", "csv", "a.txt", "b.txt")
        rows = self.rows(out)
        self.assertEqual(code, 0)
        self.assertEqual(sorted({row["article"] for row in rows}), ["a.txt", "b.txt"])
        first = rows[0]
        self.assertEqual(STORY[int(first["start"]):int(first["end"])], first["content"])
        self.assertEqual(self.run_program("batch", "a.txt", "b.txt", "--to", "csv", "-o", "all.csv")[0], 0)
        self.assertEqual(self.read("all.csv"), out)

    def test_folder(self):
        self.write("in/a.txt")
        self.write("in/none.txt", "Word\n")
        self.assertEqual(self.run_program("batch", "in", "--to", "csv", "-o", "out")[0], 0)
        self.assertEqual(self.files("out"), ["a.txt.csv", "none.txt.csv"])
        self.assertEqual(self.rows(self.read("out/none.txt.csv")), [])
        self.assertTrue(self.rows(self.read("out/a.txt.csv")))


if __name__ == "__main__":
    program.main()

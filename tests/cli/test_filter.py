"""filter: JSON Lines in and out, one for one."""
import json
import subprocess
import unittest

import program
from program import STORY, Case


class Filter(Case):
    def filter(self, *lines, arguments=()):
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n"
        code, out, err = self.run_program("filter", *arguments, stdin=text)
        return code, [json.loads(line) for line in out.splitlines()], err

    def test_forms_of_a_line(self):
        code, records, err = self.filter({"id": "a", "text": STORY}, {"id": 7, "html": "<p>Hello there</p>"},
                                         {"content": "<!DOCTYPE html><p>Hello"}, json.dumps(STORY),
                                         {"text": "x", "name": "n", "url": "https://lowmark.example/1", "other": [{}]})
        self.assertEqual((code, err), (0, ""))
        self.assertEqual([r["source"]["id"] for r in records], ["a", "7", None, None, None])
        self.assertEqual([r["source"]["format"] for r in records][:2], ["text", "html"])
        self.assertEqual(records[4]["source"]["name"], "n")
        self.assertEqual(records[4]["url"], "https://lowmark.example/1")
        self.assertEqual(records[0]["blocks"], records[3]["blocks"])

    def test_mistakes_are_records_in_their_place(self):
        code, records, err = self.filter(
            {"id": 1, "text": "one"}, "", {"id": 3}, "[1]", "nonsense", '{"id": 6, "text": "x"', "12",
            {"id": 8, "text": "a", "html": "b"}, {"id": 9, "text": ""}, '{"id": 10, "text": "\\ud800"}', '"last"')
        self.assertEqual(code, 3)
        self.assertEqual([(r["source"]["id"], "error" in r) for r in records],
                         [("1", False), (None, True), ("3", True), (None, True), (None, True), ("6", True),
                          (None, True), ("8", True), ("9", True), ("10", True), (None, False)])
        self.assertIn("nutgraf: standard input, line 2: the line is empty; each line is one article\n", err)
        self.assertEqual(records[4]["error"]["byte"], 1)

    def test_all_failed(self):
        self.assertEqual(self.filter("1", "2")[0], 4)
        self.assertEqual(self.run_program("filter", stdin=b"")[:2], (0, ""))

    def test_order_and_any_number_of_threads(self):
        lines = [{"id": i, "text": STORY * (i % 5 * 20)} for i in range(500)]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        outputs = {self.run_program("filter", "-j", jobs, stdin=text)[1] for jobs in ("1", "2", "8")}
        self.assertEqual(len(outputs), 1)
        self.assertEqual([json.loads(line)["source"]["id"] for line in outputs.pop().splitlines()],
                         [str(i) for i in range(500)])

    def test_long_lines_and_no_line_break_at_the_end(self):
        big = {"id": "big", "text": STORY * 20_000}  # 5 MB
        code, records, _ = self.filter({"id": "small", "text": STORY}, big, {"id": "end", "text": STORY})
        self.assertEqual((code, [r["source"]["id"] for r in records]), (0, ["small", "big", "end"]))
        _, out, _ = self.run_program("filter", stdin=b'"no line break"')
        self.assertEqual(json.loads(out)["source"]["bytes"], 13)

    def test_an_answer_comes_before_the_next_line(self):
        for jobs in ("1", "4"):
            run = subprocess.Popen([program.NUTGRAF, "filter", "-j", jobs], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
            for i in range(5):
                run.stdin.write(json.dumps({"id": i, "text": STORY}) + "\n")
                run.stdin.flush()
                self.assertEqual(json.loads(run.stdout.readline())["source"]["id"], str(i))
            run.stdin.close()
            self.assertEqual((run.wait(10), run.stdout.read()), (0, ""))
            run.stdout.close()


if __name__ == "__main__":
    program.main()

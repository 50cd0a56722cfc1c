"""check: fixtures and their expected JSON."""
import json
import unittest

import program
from program import STORY, Case


class Check(Case):
    def test_update_then_check(self):
        self.write("f/a.txt")
        self.write("f/sub/b.html", "<p>Hello there, said Ana Ruiz.")
        code, out, _ = self.run_program("check", "f", "--update")
        self.assertEqual((code, out), (0, "wrote f/a.json\nwrote f/sub/b.json\n2 fixtures: 2 written\n"))
        self.assertEqual(self.run_program("check", "f"), (0, "2 fixtures: all as expected\n", ""))
        self.assertEqual(self.run_program("check", "f", "--update")[1], "2 fixtures: 0 written\n")
        self.assertEqual(json.loads(self.read("f/a.json"))["source"]["name"], "a.txt")

    def change(self, name, change):
        value = json.loads(self.read(name))
        change(value)
        self.write(name, json.dumps(value))

    def test_differences_by_pointer(self):
        self.write("f/a.txt")
        self.run_program("check", "f", "--update")

        def change(value):
            value["nutgraf"]["version"] = "9.9.9"  # a new version is no difference
            value["source"]["format"] = "html"
            value["keywords"] = ["a/b"]
            del value["notes"]
            value["more~/"] = 1

        self.change("f/a.json", change)
        code, out, _ = self.run_program("check", "f")
        self.assertEqual(code, 1)
        self.assertEqual(out, 'FAIL f/a.txt: 4 differences from f/a.json\n'
                              '  /source/format\n    expected  "html"\n    actual    "text"\n'
                              '  /keywords/0\n    expected  "a/b"\n    actual    (not there)\n'
                              '  /more~0~1\n    expected  1\n    actual    (not there)\n'
                              '  /notes\n    expected  (not there)\n    actual    []\n'
                              '1 fixture: 1 failed\n')
        code, out, _ = self.run_program("check", "f", "--update")
        self.assertEqual(code, 0)
        self.assertIn("updated f/a.json\n  /source/format\n", out)
        self.assertEqual(self.run_program("check", "f")[0], 0)

    def test_partial(self):
        self.write("f/a.txt")
        self.write("f/a.json", '{"source": {"format": "text"}, "keywords": []}')
        self.assertEqual(self.run_program("check", "f")[0], 1)
        self.assertEqual(self.run_program("check", "f", "--partial")[0], 0)
        self.write("f/a.json", '{"source": {"format": "html"}}')
        self.assertEqual(self.run_program("check", "f", "--partial")[0], 1)

    def test_a_long_text_is_shown_around_the_place(self):
        self.write("f/a.txt", STORY)
        self.run_program("check", "f", "--update")
        self.change("f/a.json", lambda value: value.update(body=value["body"].replace("inn.", "pub.")))
        _, out, _ = self.run_program("check", "f")
        expected, actual = [line for line in out.splitlines() if line.startswith("    ")]
        self.assertIn("who keeps the pub.", expected)
        self.assertIn("who keeps the inn.", actual)
        self.assertLess(len(expected), 170)

    def test_what_fails(self):
        self.write("f/a.txt")
        code, out, _ = self.run_program("check", "f")
        self.assertEqual((code, out.splitlines()[0]),
                         (1, "FAIL f/a.txt: there is no f/a.json; write it, or let --update write it"))
        self.write("f/a.json", "{nonsense")
        self.assertIn("f/a.json, byte", self.run_program("check", "f")[1])
        self.write("g/readme.pdf", "x")
        code, _, err = self.run_program("check", "g")
        self.assertEqual(code, 1)
        self.assertIn("no fixtures were found", err)
        self.assertEqual(self.run_program("check", "none")[0], 2)

    def test_an_expected_failure(self):
        self.write("f/empty.txt", b"")
        self.run_program("check", "f", "--update")
        self.assertEqual(json.loads(self.read("f/empty.json"))["error"]["code"], "empty-input")
        self.assertEqual(self.run_program("check", "f")[0], 0)

    def test_two_inputs_of_one_name(self):
        self.write("f/a.txt")
        self.write("f/a.html", "<p>Hello")
        self.write("f/a.txt.json", "{}")
        self.write("f/a.html.json", "{}")
        self.run_program("check", "f", "--update")
        self.assertEqual(self.run_program("check", "f")[0], 0)

    def test_an_expected_file_without_its_input(self):
        self.write("f/a.txt")
        self.run_program("check", "f", "--update")
        self.write("f/gone.json", "{}")
        code, out, _ = self.run_program("check", "f")
        self.assertEqual(code, 1)
        self.assertIn("FAIL f/gone.json: there is no input for it", out)


if __name__ == "__main__":
    program.main()

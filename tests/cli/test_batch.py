"""batch: folders to folders, folders to one file, failures on the way, interrupts."""
import json
import os
import signal
import subprocess
import time
import unittest

import program
from program import STORY, Case, record_names


class Batch(Case):
    def tree(self):
        for name in ("in/b.txt", "in/a/x.html", "in/a/y.TXT", "in/a.txt", "in/a/deep/er/z.md", "in/noext"):
            self.write(name)
        self.write("in/empty.txt", b"")
        for name in ("in/pic.jpg", "in/a/data.json", "in/.hidden.txt", "in/.dir/x.txt"):
            self.write(name, b"x")

    IN_ORDER = ["a/deep/er/z.md", "a/x.html", "a/y.TXT", "a.txt", "b.txt", "empty.txt", "noext"]

    def test_folder(self):
        self.tree()
        code, out, err = self.run_program("batch", "in", "-o", "out")
        self.assertEqual((code, out), (3, ""))
        self.assertEqual(self.files("out"), sorted(name + ".json" for name in self.IN_ORDER))
        self.assertEqual(json.loads(self.read("out/a/x.html.json"))["source"]["name"], "a/x.html")
        self.assertEqual(json.loads(self.read("out/empty.txt.json"))["error"]["code"], "empty-input")
        self.assertEqual(err.splitlines()[-1], "nutgraf: 6 articles in out; 1 failed; "
                                               "4 other files left out (.jpg 1, .json 1, hidden 2)")

    def test_lines_are_the_same_for_any_number_of_threads(self):
        self.tree()
        for i in range(300):
            self.write(f"in/many/{i}.txt", STORY * (i % 7))
        outputs = set()
        for jobs in ("1", "2", "3", "16"):
            code, _, _ = self.run_program("batch", "in", "-o", jobs + ".jsonl", "-j", jobs)
            self.assertEqual(code, 3)
            outputs.add(self.read(jobs + ".jsonl"))
        self.assertEqual(len(outputs), 1)
        names = record_names(outputs.pop())
        self.assertEqual([name for name in names if "many" not in name], self.IN_ORDER)
        self.assertEqual(len(names), 307)
        self.assertEqual(self.run_program("batch", "in", "-o", "-", "-j", "2")[1], self.read("1.jsonl"))

    def test_other_formats(self):
        self.write("in/a.txt")
        self.assertEqual(self.run_program("batch", "in", "--to", "markdown", "-o", "md")[0], 0)
        self.assertEqual(self.run_program("batch", "in", "--to", "text", "-o", "text")[0], 0)
        self.assertEqual(self.files("md") + self.files("text"), ["a.txt.md", "a.txt.txt"])
        self.assertIn("third day", self.read("text/a.txt.txt"))
        self.assertEqual(self.run_program("batch", "in", "--to", "jsonl", "-o", "one")[0], 0)
        self.assertEqual(record_names(self.read("one")), ["a.txt"])

    def test_outputs_are_replaced_and_nothing_else_is_touched(self):
        self.write("in/a.txt")
        self.write("out/a.txt.json", "old")
        self.write("out/other.json", "kept")
        self.assertEqual(self.run_program("batch", "in", "-o", "out")[0], 0)
        self.assertEqual(json.loads(self.read("out/a.txt.json"))["source"]["name"], "a.txt")
        self.assertEqual(self.read("out/other.json"), "kept")

    def test_output_inside_the_input_is_not_read(self):
        self.write("in/a.txt")
        for _ in range(2):
            self.assertEqual(self.run_program("batch", "in", "--to", "text", "-o", "in/out")[0], 0)
        self.assertEqual(self.files("in"), ["a.txt", "out/a.txt.txt"])

    def test_clash_of_names(self):
        self.write("one/a.txt", STORY)
        self.write("two/a.txt", STORY.replace("Floods", "Storms"))
        code, _, err = self.run_program("batch", "one", "two", "-o", "out")
        self.assertEqual(code, 3)
        self.assertIn("a.txt: another input has the same output, a.txt; run the folders one by one, or write "
                      "to one .jsonl", err)
        self.assertIn("Floods", self.read("out/a.txt.json"))
        code, _, _ = self.run_program("batch", "one", "two", "-o", "out.jsonl")
        self.assertEqual(code, 0)
        self.assertEqual(len(self.read("out.jsonl").splitlines()), 2)

    def test_all_failed_and_nothing_found(self):
        self.write("in/a.txt", b"")
        self.assertEqual(self.run_program("batch", "in", "-o", "out")[0], 4)
        os.mkdir(self.path("nothing"))
        code, _, err = self.run_program("batch", "nothing", "-o", "out2")
        self.assertEqual(code, 2)
        self.assertIn("0 articles", err)

    def test_missing_input_among_others(self):
        self.write("in/a.txt")
        code, _, err = self.run_program("batch", "in", "none.txt", "-o", "x.jsonl")
        self.assertEqual((code, record_names(self.read("x.jsonl"))), (3, ["a.txt", "none.txt"]))
        self.assertIn("none.txt: there is no such file", err)

    def test_output_that_cannot_be_made(self):
        self.write("in/a.txt")
        self.write("file")
        for target in ("file/out", "file/out.jsonl"):
            code, _, err = self.run_program("batch", "in", "-o", target)
            self.assertIn(code, (2, 4))
            self.assertIn(target + ":", err)

    def test_place_taken_by_a_folder(self):
        self.write("in/a.txt")
        self.write("in/b.txt")
        os.makedirs(self.path("out/a.txt.json/x"))
        code, _, err = self.run_program("batch", "in", "-o", "out")
        self.assertEqual(code, 3)
        self.assertIn("out/a.txt.json: cannot be written", err)
        self.assertEqual(self.files("out"), ["b.txt.json"])

    def test_links(self):
        self.write("in/a.txt")
        os.symlink("a.txt", self.path("in/link.txt"))
        os.symlink(".", self.path("in/loop"))
        os.symlink("nowhere", self.path("in/broken.txt"))
        os.mkfifo(self.path("in/pipe.txt"))
        code, _, err = self.run_program("batch", "in", "-o", "x.jsonl")
        self.assertEqual((code, record_names(self.read("x.jsonl"))), (3, ["a.txt", "broken.txt", "link.txt"]))
        self.assertIn("left out (linked folder 1, special 1)", err)

    def test_only_so_many_messages(self):
        for i in range(50):
            self.write(f"in/{i}.txt", b"")
        _, _, err = self.run_program("batch", "in", "-o", "x.jsonl")
        self.assertEqual(len(err.splitlines()), 22)
        self.assertEqual(len(self.read("x.jsonl").splitlines()), 50)

    def start_long_run(self, target):
        """A run that waits for its second input."""
        self.write("in/a.txt")
        os.mkfifo(self.path("pipe.txt"))
        return subprocess.Popen([program.NUTGRAF, "batch", "in", "pipe.txt", "-o", target, "-j", "1"], cwd=self.folder,
                                stderr=subprocess.PIPE)

    def test_interrupt(self):
        self.write("old.jsonl", "old\n")
        run = self.start_long_run("old.jsonl")
        time.sleep(0.3)
        self.assertTrue(any(name.endswith(".tmp") for name in self.files()))
        run.send_signal(signal.SIGINT)
        self.assertEqual(run.wait(10), 130)
        self.assertEqual(run.stderr.read(), b"nutgraf: interrupted; old.jsonl was not changed\n")
        run.stderr.close()
        self.assertEqual(self.files(), ["in/a.txt", "old.jsonl", "pipe.txt"])
        self.assertEqual(self.read("old.jsonl"), "old\n")

    def test_interrupt_of_a_folder(self):
        run = self.start_long_run("out")
        time.sleep(0.3)
        run.send_signal(signal.SIGTERM)
        self.assertEqual(run.wait(10), 130)
        run.stderr.close()
        self.assertEqual(self.files("out"), ["a.txt.json"])
        json.loads(self.read("out/a.txt.json"))

    @unittest.skipUnless(os.geteuid() == 0 and os.path.exists("/proc/self/ns/mnt"), "needs a small disk")
    def test_full_disk_leaves_no_half_written_file(self):
        for i in range(40):
            self.write(f"in/{i}.txt", STORY * 40)
        os.mkdir(self.path("small"))
        code, out, err = self.shell("""unshare -m bash -c '
            mount -t tmpfs -o size=200k none small || { echo no mount; exit 0; }
            "$NUTGRAF" batch in -o small/out; echo exit $?
            "$NUTGRAF" batch in -o small/all.jsonl; echo exit $?
            find small -name "*.tmp"; ls small; cat small/out/*' || echo no mount""")
        if "no mount" in out:
            self.skipTest("mounting is not allowed here")
        lines = out.splitlines()
        self.assertEqual(lines[:2], ["exit 3", "exit 4"], err)
        self.assertEqual(lines[2], "out")  # neither temporary files nor all.jsonl
        for line in lines[3:]:
            json.loads(line)
        self.assertIn("No space left on device; make room, and run it again", err)


if __name__ == "__main__":
    program.main()

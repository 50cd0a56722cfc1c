"""explain: every block with its role, the rules that voted, and speakers beside their quotations."""
import os
import subprocess

import program
from program import STORY, Case

class Explain(Case):
    def on_a_terminal(self, *arguments, environment=None):
        """What the program writes to a terminal."""
        leader, follower = self.open_terminal()
        run = subprocess.Popen([program.NUTGRAF, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=follower,
                               env={**os.environ, "TERM": "xterm-256color", **(environment or {})})
        os.close(follower)
        out = b""
        try:
            while part := os.read(leader, 65536):
                out += part
        except OSError:  # the end of a terminal's output
            pass
        os.close(leader)
        self.assertEqual(run.wait(10), 0)
        return out.decode()

    def test_roles_rules_and_speakers(self):
        self.write("a.txt", STORY)
        code, out, err = self.run_program("explain", "a.txt")
        self.assertEqual((code, err), (0, ""))
        lines = out.splitlines()
        self.assertRegex(lines[0], r"^a\.txt  text · utf-8 · \d+ bytes · en$")
        for field in ("authors           Ana Ruiz", "dateline          LOWMARK; LW"):
            self.assertIn(" " + field, lines)
        for role in ("headline", "byline", "body"):
            self.assertTrue(any(line.startswith(" " + role + " ") for line in lines), role)
        self.assertIn("headline-of-the-story +10", out)
        self.assertIn("too long,” ‹Tom O'Dell›", " ".join(out.split()))
        self.assertIn("→ Tom O'Dell · said · direct", out)
        self.assertNotIn("+0.01", out)
        self.assertIn("+0.01", self.run_program("explain", "--all", "a.txt")[1])

    def test_colour_on_a_terminal_only(self):
        self.write("a.txt", STORY)
        self.assertNotIn("\x1b", self.run_program("explain", "a.txt")[1])
        self.assertIn("\x1b[", self.on_a_terminal("explain", "a.txt"))
        self.assertNotIn("\x1b", self.on_a_terminal("explain", "a.txt", environment={"NO_COLOR": "1"}))

    def test_several_inputs_and_a_missing_one(self):
        self.write("a.txt", STORY)
        code, out, err = self.run_program("explain", "a.txt", "none.txt")
        self.assertEqual(code, 3)
        self.assertIn("a.txt  text", out)
        self.assertIn("none.txt: there is no such file", err)


if __name__ == "__main__":
    program.main()

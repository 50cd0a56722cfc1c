"""What the tests of the command line share: the program, a scratch folder, articles."""
import json
import os
import pty
import subprocess
import sys
import tempfile
import unittest

NUTGRAF = os.environ.get("NUTGRAF", "build/nutgraf")
STORY = """Floods close the pass

By Ana Ruiz

LOWMARK (LW) — The river rose for a third day on Wednesday, and the road over the pass was closed to all traffic.

“We waited too long,” said Tom O'Dell, who keeps the inn. He said the bridge would not hold another night.
"""


def record_names(out):
    return [json.loads(line)["source"]["name"] for line in out.splitlines()]


class Case(unittest.TestCase):
    """Runs the program in an empty folder of its own."""

    maxDiff = None

    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = self.scratch.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content=STORY):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return name

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def files(self, below="."):
        """All files below a folder, hidden ones too, by path."""
        found = []
        for folder, _, names in os.walk(self.path(below)):
            found += [os.path.relpath(os.path.join(folder, name), self.path(below)) for name in names]
        return sorted(found)

    def run_program(self, *arguments, stdin=b"", environment=None, **options):
        """(exit code, stdout, stderr), the last two as text."""
        stdin = stdin.encode() if isinstance(stdin, str) else stdin
        if "stdin_file" in options:
            options["stdin"] = options.pop("stdin_file")
        else:
            options["input"] = stdin
        options.setdefault("stdout", subprocess.PIPE)
        done = subprocess.run([NUTGRAF, *arguments], cwd=self.folder, stderr=subprocess.PIPE, timeout=60,
                              env={**os.environ, **(environment or {})}, **options)
        return done.returncode, (done.stdout or b"").decode(), done.stderr.decode()

    def open_terminal(self):
        """(leader, follower) of a new terminal; skips the test where there is none, as in a bare chroot."""
        try:
            return pty.openpty()
        except OSError as error:
            raise unittest.SkipTest(f"no terminal can be made here: {error}")

    def shell(self, script):
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=60, env={**os.environ, "NUTGRAF": NUTGRAF})
        return done.returncode, done.stdout.decode(), done.stderr.decode()


def main():
    global NUTGRAF
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-") and os.path.exists(sys.argv[1]):
        NUTGRAF = os.environ["NUTGRAF"] = os.path.abspath(sys.argv.pop(1))
    sys.modules["program"].NUTGRAF = NUTGRAF
    unittest.main(module="__main__")

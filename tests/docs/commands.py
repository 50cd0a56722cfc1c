#!/usr/bin/env python3
"""Runs the commands of a Markdown file and holds their output against what the file shows.

    tests/docs/commands.py NUTGRAF README.md [--update]

A block that is fenced as `console` holds commands, each after `$ `, and their output. They are run by a shell in the
project's folder with `nutgraf` on the PATH; what they write to standard error is shown too. A line `…` in the output
stands for any lines. --update writes the real output into the file, except where it holds a `…`.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^( *)```console\n(.*?)^\1```", re.M | re.S)


def steps(block):
    """[(command, expected output)] of a block."""
    found = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:], ""])
        elif found and not found[-1][1] and found[-1][0].endswith("\\\n"):
            found[-1][0] += line
        elif found:
            found[-1][1] += line
    return found


def matches(expected, actual):
    pattern = "".join("(?:.*\n)*?" if line.strip() == "…" else re.escape(line)
                      for line in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, actual) is not None


def run(command, folder, bin_folder):
    environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    return done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nutgraf", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    text, bad, count = options.file.read_text(encoding="utf-8"), 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        # The commands may write files: they see the project's through links, and leave it as it is.
        work, tools = Path(scratch, "work"), Path(scratch, "bin")
        work.mkdir(), tools.mkdir()
        (tools / "nutgraf").symlink_to(options.nutgraf.resolve())
        for entry in ("samples", "tests", "src", "README.md"):
            (work / entry).symlink_to(ROOT / entry)

        def check(match):
            nonlocal bad, count
            out = ""
            for command, expected in steps(match.group(2)):
                actual, count = run(command, work, tools), count + 1
                if not matches(expected, actual):
                    if options.update and "…\n" not in expected:
                        expected = actual
                    else:
                        bad += 1
                        print(f"$ {command}--- {options.file.name} shows\n{expected}--- it gives\n{actual}")
                out += f"$ {command}{expected}"
            return f"{match.group(1)}```console\n{out}{match.group(1)}```"

        updated = BLOCK.sub(check, text)
    if options.update and updated != text:
        options.file.write_text(updated, encoding="utf-8")
    print(f"{count} commands, {bad} with another output")
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())

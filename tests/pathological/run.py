#!/usr/bin/env python3
"""Hostile inputs cost linear time and bounded memory: run.py NUTGRAF [--no-count] FAMILY...

Time is counted in instructions (valgrind's cachegrind), so that the result does not depend on the machine's load:
what 2n bytes cost more than a run on one word is at most 2.3 times what n bytes cost more. Memory is the peak resident
set of a run on 2 MB: at most 12 times the input for prose, 10 times for HTML, 16 times for text in which nearly every
byte is a token or a mark (a token takes 12 bytes, a pair of marks 16), plus 20 MB, and three times what the output is
larger than the input (a page of single letters gives a block each). The output must be JSON, the exit code 0 or 4.
"""
import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

import families

SIZE, MEMORY_SIZE = 150_000, 2_000_000
RATIO, BASE_MEMORY = 2.3, 20_000_000
MOST_PARSED = 30_000_000  # larger outputs are not parsed here: that is slow, and they hold more of the same
# Below this a ratio says nothing: input that is refused or skipped costs about the same at any size.
WORTH_COUNTING = 1_000_000


def input_file(folder, family, size):
    """Written by a child: a program's peak memory counts what the process that started it held at the time."""
    path = os.path.join(folder, f"{family}.{size}")
    child = os.fork()
    if child == 0:
        with open(path, "wb") as file:
            file.write(families.generate(family, size))
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"{family}: no input of {size} bytes could be made")
    return path


def command(nutgraf, family, path):
    return [nutgraf, "--from", family.split("_")[0], path]


def count_instructions(nutgraf, family, path):
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    run = subprocess.run(valgrind + command(nutgraf, family, path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                         timeout=300)
    found = re.search(rb"I\s+refs:\s+([\d,]+)", run.stderr)
    if not found:
        sys.exit(f"{family}: valgrind gave no count:\n{run.stderr.decode(errors='replace')}")
    return int(found.group(1).replace(b",", b""))


def start_up_cost(nutgraf, folder):
    """Instructions of a run on one word, measured once for each build of the program."""
    state = os.stat(nutgraf)
    cache = os.path.join(tempfile.gettempdir(), f"nutgraf-start-{os.getuid()}-{state.st_ino}-{state.st_mtime_ns}")
    try:
        with open(cache, encoding="ascii") as file:
            return int(file.read())
    except (OSError, ValueError):
        pass
    cost = count_instructions(nutgraf, "text_prose", input_file(folder, "text_one_word", 1))
    with open(os.path.join(folder, "cost"), "w", encoding="ascii") as file:
        file.write(str(cost))
    shutil.move(file.name, cache)
    return cost


def check_linear(nutgraf, family, folder):
    empty = start_up_cost(nutgraf, folder)
    once, twice = (count_instructions(nutgraf, family, input_file(folder, family, size)) for size in (SIZE, 2 * SIZE))
    cost, double = once - empty, twice - empty
    if double < WORTH_COUNTING:
        return f"{double / 1e6:.2f}M instructions in all"
    ratio = double / max(cost, 1)
    if ratio > RATIO:
        sys.exit(f"{family}: not linear: {cost} instructions for {SIZE} bytes, {double} for twice as many: {ratio:.2f}")
    return f"{cost / SIZE:.0f} instructions a byte, ratio {ratio:.2f}"


def check_output(nutgraf, family, folder, size):
    path = input_file(folder, family, size)
    output = os.path.join(folder, "output")
    with open(output, "wb") as out:
        process = subprocess.Popen(command(nutgraf, family, path), stdout=out, stderr=subprocess.PIPE)
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 4):
        sys.exit(f"{family}: exit {code}: {message[-2000:].decode(errors='replace')}")
    if code == 4 and not message.strip():
        sys.exit(f"{family}: refused without a message")
    written = os.path.getsize(output)
    if code == 0 and written < MOST_PARSED:
        with open(output, "rb") as file:
            json.loads(file.read())
    return usage.ru_maxrss * 1024, os.path.getsize(path), written


def check_memory(nutgraf, family, folder):
    peak, size, written = check_output(nutgraf, family, folder, MEMORY_SIZE)
    dense = family.startswith("text") and "prose" not in family
    factor = 16 if dense else 10 if family.startswith("html") else 12
    told = f"{peak / 1e6:.0f} MB for {size / 1e6:.1f} MB in, {written / 1e6:.1f} MB out"
    if peak > factor * size + 3 * max(0, written - size) + BASE_MEMORY:
        sys.exit(f"{family}: peak memory {told}")
    return told


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nutgraf")
    parser.add_argument("family", nargs="+")
    parser.add_argument("--no-count", action="store_true", help="only run them (for sanitizer builds)")
    options = parser.parse_args()
    for family in options.family:
        with tempfile.TemporaryDirectory() as folder:
            if options.no_count:
                check_output(options.nutgraf, family, folder, 100_000)
                print(f"{family}: ran")
            else:
                print(f"{family}: {check_linear(options.nutgraf, family, folder)}; "
                      f"{check_memory(options.nutgraf, family, folder)}", flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()

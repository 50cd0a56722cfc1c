#!/usr/bin/env python3
"""The speed of the whole program next to everyday tools, on the same bytes, in the same run.

    tests/bench/speed.py [--nutgraf build/nutgraf] [FOLDER]

FOLDER holds articles (.txt, or .html); without it 70 MB are made of the text samples, over and over. Every figure is
the best of several runs; tools take turns, so that a busy moment hits all of them.

    throughput   user time of `nutgraf batch FOLDER --to jsonl` with one thread, and of `wc -w` in a UTF-8 locale
    start-up     wall time for one article of 3 kB, and of `jq . FILE`
    memory       peak resident set for one input of 100 MB (the folder's articles end to end)
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_BYTES, MEMORY_BYTES = 70_000_000, 100_000_000


def run(command, **options):
    """(wall, user) seconds and peak bytes of one run; its output goes nowhere."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime, usage.ru_maxrss * 1024


def best(commands, times, figure):
    """The lowest of `times` runs of each command; 0 wall, 1 user."""
    lowest = [float("inf")] * len(commands)
    for _ in range(times):
        for i, (command, environment) in enumerate(commands):
            lowest[i] = min(lowest[i], max(0.001, run(command, env={**os.environ, **environment})[figure]))
    return lowest


def make_folder(folder):
    samples = [path.read_bytes() for path in sorted(ROOT.glob("samples/*.txt"))]
    made = number = 0
    while made < MADE_BYTES:
        part = folder / f"{number // 1000:03}"
        part.mkdir(exist_ok=True)
        data = samples[number % len(samples)]
        (part / f"{number:06}.txt").write_bytes(data)
        made += len(data)
        number += 1


def throughput(nutgraf, folder, scratch):
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".html"))
    whole = scratch / "whole"
    with whole.open("wb") as out:
        for path in files:
            out.write(path.read_bytes())
            out.write(b"\n\n")
    size = whole.stat().st_size
    ours, theirs = best([([nutgraf, "batch", folder, "-j", "1", "-o", scratch / "out.jsonl"], {}),
                         (["wc", "-w", whole], {"LC_ALL": "C.UTF-8"})], 5, 1)
    print(f"throughput  {len(files)} files, {size / 1e6:.1f} MB")
    print(f"  nutgraf   {ours:7.2f} s user  {size / 1e6 / ours:7.1f} MB/s   {ours / theirs:.2f} times wc -w")
    print(f"  wc -w     {theirs:7.2f} s user  {size / 1e6 / theirs:7.1f} MB/s")
    return whole


def start_up(nutgraf, scratch):
    article, record = ROOT / "samples/wire-story.txt", scratch / "record.json"
    record.write_bytes(subprocess.run([nutgraf, article], stdout=subprocess.PIPE, check=True).stdout)
    commands = [([nutgraf, article], {})]
    if shutil.which("jq"):
        commands.append((["jq", ".", record], {}))
    walls = best(commands, 40, 0)
    print(f"start-up    one article of {article.stat().st_size} bytes")
    for name, wall in zip(("nutgraf", "jq ."), walls):
        print(f"  {name:8}  {wall * 1000:7.2f} ms wall")


def memory(nutgraf, whole, scratch):
    big, data = scratch / "big", whole.read_bytes()
    with big.open("wb") as out:
        for _ in range(MEMORY_BYTES // len(data)):
            out.write(data)
        out.write(data[:MEMORY_BYTES % len(data)])
    wall, _, peak = run([nutgraf, "--from", "text", big])
    print(f"memory      one input of {big.stat().st_size / 1e6:.0f} MB")
    print(f"  nutgraf   {peak / 1e6:7.0f} MB peak, {peak / big.stat().st_size:.2f} times the input; {wall:.2f} s wall")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nutgraf", type=Path, default=ROOT / "build/nutgraf")
    parser.add_argument("folder", type=Path, nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        folder = options.folder
        if not folder:
            folder = scratch / "made"
            folder.mkdir()
            make_folder(folder)
        whole = throughput(options.nutgraf, folder, scratch)
        start_up(options.nutgraf, scratch)
        memory(options.nutgraf, whole, scratch)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Every output is valid by the schema that the program prints: validate.py NUTGRAF

The validator is python3-jsonschema (draft 2020-12). Inputs: all samples and fixtures in every form of the options,
a small input of every hostile family, and inputs that must give error records.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/pathological"))
import families  # noqa: E402

OPTIONS = [[], ["--offsets", "bytes"], ["--offsets", "utf16", "--with-text", "--hash"]]


def lines(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def main(nutgraf):
    schema = json.loads(subprocess.run([nutgraf, "schema"], stdout=subprocess.PIPE, check=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    bad = count = 0

    def check(record, options):
        nonlocal bad, count
        count += 1
        for error in validator.iter_errors(record):
            bad += 1
            place = "/".join(map(str, error.absolute_path))
            print(f"{record['source']['name']} {' '.join(options)}: /{place}: {error.message[:300]}")

    files = [str(path.relative_to(ROOT)) for folder in ("samples", "tests/fixtures")
             for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".txt", ".html")]
    with tempfile.TemporaryDirectory() as scratch:
        hostile = []
        for name in families.FAMILIES:
            hostile.append(f"{scratch}/{name}")
            Path(hostile[-1]).write_bytes(families.generate(name, 600))
        broken = [f"{scratch}/empty", f"{scratch}/binary"]
        Path(broken[0]).write_bytes(b"")
        Path(broken[1]).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
        for inputs, forms in ((files, OPTIONS), (hostile + broken, OPTIONS[:1])):
            for options in forms:
                code, records = lines(nutgraf, "parse", "--to", "jsonl", *options, *inputs)
                if len(records) != len(inputs) or code not in (0, 3):
                    sys.exit(f"{len(inputs)} inputs gave {len(records)} records and exit {code}")
                for record in records:
                    check(record, options)
    print(f"{count} records, {bad} violations")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

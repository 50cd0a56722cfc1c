"""Bad input of every kind: a message that says what to do, the right exit code, nothing lost."""
import json
import os
import subprocess

import program
from program import STORY, Case


class BadInput(Case):
    def expect(self, result, code, message):
        self.assertEqual((result[0], result[2]), (code, "nutgraf: " + message + "\n"))
        self.assertEqual(result[1], "")

    def test_missing_file_alone(self):
        self.expect(self.run_program("none.txt"), 2, "none.txt: there is no such file; check the name")

    def test_missing_file_among_others_is_a_record(self):
        self.write("a.txt")
        code, out, err = self.run_program("a.txt", "none.txt", "a.txt")
        self.assertEqual(program.record_names(out), ["a.txt", "none.txt", "a.txt"])
        self.assertEqual(code, 3)
        self.assertIn("none.txt: there is no such file", err)

    def test_all_missing(self):
        code, out, _ = self.run_program("x", "y")
        self.assertEqual((code, program.record_names(out)), (4, ["x", "y"]))

    def test_folder_as_a_file(self):
        os.mkdir(self.path("dir"))
        self.expect(self.run_program("dir"), 2,
                    "dir: this is a folder; to read all articles in it: nutgraf batch FOLDER -o OUT")
        code, _, err = self.run_program(stdin_file=os.open(self.folder, os.O_RDONLY))
        self.assertEqual(code, 2)
        self.assertIn("standard input: this is a folder", err)

    def test_unreadable_file(self):
        self.write("a.txt")
        os.chmod(self.path("a.txt"), 0)
        os.chmod(self.folder, 0o755)
        user = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}  # the superuser may read everything
        try:
            result = self.run_program("a.txt", **user)
        except PermissionError:
            self.skipTest("other users may not run the program where it lies")
        self.expect(result, 4,
                    "a.txt: the file may not be read (permission denied); change its mode or owner")

    def test_empty_and_blank(self):
        self.write("empty.txt", b"")
        code, out, err = self.run_program("empty.txt")
        self.assertEqual((code, out), (4, ""))
        self.assertIn("empty.txt: ", err)
        self.assertEqual(self.run_program(stdin=b"")[0], 4)
        code, out, err = self.run_program(stdin=b" \t\n\r\n \n")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(json.loads(out)["warnings"][0]["code"], "no-text")
        self.assertEqual(self.run_program("--fail-if-empty", stdin=b" \n")[0], 1)

    def test_closed_standard_input(self):
        self.assertEqual(self.shell('"$NUTGRAF" <&-'),
                         (4, "", "nutgraf: standard input: it is closed; name a file, or pipe the article in\n"))
        code, _, err = self.shell('"$NUTGRAF" filter <&-')
        self.assertEqual((code, err), (4, "nutgraf: standard input is closed; pipe JSON Lines in\n"))

    def test_closed_standard_input_does_not_disturb_files(self):
        self.write("a.txt")
        code, out, _ = self.shell('"$NUTGRAF" --to text a.txt <&-')
        self.assertEqual(code, 0)
        self.assertIn("third day", out)

    def test_closed_standard_output(self):
        self.write("a.txt")
        code, _, err = self.shell('"$NUTGRAF" a.txt >&-')
        self.assertEqual(code, 4)
        self.assertIn("standard output: cannot be written", err)

    def test_closed_standard_error(self):
        code, out, _ = self.shell('"$NUTGRAF" none.txt x 2>&- | wc -l; exit ${PIPESTATUS[0]}')
        self.assertEqual((code, out.strip()), (4, "2"))

    def test_full_disk(self):
        self.write("a.txt")
        for command in ('"$NUTGRAF" a.txt', '"$NUTGRAF" explain a.txt', '"$NUTGRAF" schema', '"$NUTGRAF" --help',
                        '"$NUTGRAF" rules', 'echo \'"Hello"\' | "$NUTGRAF" filter', '"$NUTGRAF" batch a.txt -o -'):
            code, _, err = self.shell(command + " > /dev/full")
            self.assertEqual(code, 4, command)
            self.assertIn("nutgraf: standard output: cannot be written: No space left on device; make room", err)
        code, _, err = self.run_program("batch", "a.txt", "-o", "/dev/full")
        self.assertEqual(code, 4)
        self.assertIn("/dev/full: cannot be written: No space left", err)

    def test_reader_that_goes_away(self):
        self.write("a.txt", STORY * 50)
        for command in ('"$NUTGRAF" $(yes a.txt | head -200)', '"$NUTGRAF" batch $(yes a.txt | head -200) -o - 2>&1',
                        'yes \'"Hello there, she said."\' | head -20000 | "$NUTGRAF" filter'):
            code, out, err = self.shell(command + " | head -c 10; exit ${PIPESTATUS[-2]}")
            self.assertEqual((code, len(out), err), (141, 10, ""), command)

    def test_terminal_as_standard_input_shows_the_help(self):
        leader, follower = self.open_terminal()
        for arguments in ([], ["explain"], ["filter"]):
            code, out, err = self.run_program(*arguments, stdin_file=follower)
            self.assertEqual((code, out), (2, ""))
            self.assertIn("Usage:", err)
        os.close(leader)
        os.close(follower)

    def test_control_characters_in_names_do_not_reach_the_terminal(self):
        _, _, err = self.run_program("\x1b[31mred.txt")
        self.assertEqual(err, "nutgraf: ?[31mred.txt: there is no such file; check the name\n")

    def test_name_that_is_not_utf8(self):
        with open(os.path.join(self.folder.encode(), b"caf\xe9.txt"), "w", encoding="utf-8") as file:
            file.write(STORY)
        done = subprocess.run([program.NUTGRAF, "--compact", b"caf\xe9.txt"], cwd=self.folder, stdout=subprocess.PIPE)
        self.assertEqual(program.record_names(done.stdout.decode()), ["caf\ufffd.txt"])

    def test_hostile_bytes(self):
        for name, content in {"nul": b"One\0two three four.\n" * 9, "invalid": b"caf\xe9 \xff\xfe\x80 open\n" * 9,
                              "marks": b'"' * 100_000, "lines": b"\n" * 100_000 + b"word", "word": b"word",
                              "long": b"word " * 400_000, "utf16": STORY.encode("utf-16-le"),
                              "control": bytes(range(1, 32)) * 20 + STORY.encode()}.items():
            code, out, err = self.run_program("--compact", self.write(name + ".txt", content))
            self.assertIn(code, (0, 4), name)
            self.assertEqual(out == "", code == 4, name)
            self.assertEqual(err == "", code == 0, name)


class NoArticle(Case):
    """What is no article is named, and nothing in it is guessed to be one."""

    def test_binaries_are_refused(self):
        for content, what in ((b"%PDF-1.4\n%\xe2\xe3\n", "a PDF document"), (b"\x89PNG\r\n\x1a\n\0\0\0\0", "a PNG image"),
                              (b"PK\x03\x04\0\0\0\0", "a zip archive or an office document"),
                              (b"\x1f\x8b\x08\0\0\0", "gzip data"), (bytes(range(256)) * 9, "control bytes")):
            self.write("in", content)
            code, out, err = self.run_program("in")
            self.assertEqual((code, out), (4, ""), what)
            self.assertTrue(err.startswith("nutgraf: in, byte 0: this is no text: it "), err)
            self.assertIn(what, err)

    def test_pages_of_other_kinds_have_a_warning(self):
        pages = {
            "json-input": '{"headline": "Floods close the pass", "author": "Ana Ruiz"}',
            "xml-feed": '<?xml version="1.0"?><rss><channel><title>Floods close the pass</title></channel></rss>',
            "xml-input": '<?xml version="1.0"?><note><by>Ana Ruiz</by></note>',
            "redirect-stub": '<html><head><meta http-equiv="refresh" content="0; url=/a"></head><body>Moved</body></html>',
            "consent-wall": "<h1>Before you continue</h1><p>We and our partners use cookies.</p><button>Accept all"
                            "</button><button>Reject all</button>",
            "no-text": "<html><body><div id=root></div><script>start()</script></body></html>",
            "unclosed-script": "<html><body><p>The pass is closed.<script>start(",
        }
        for warning, page in pages.items():
            code, out, err = self.run_program("--compact", stdin=page)
            self.assertEqual((code, err), (0, ""), warning)
            article = json.loads(out)
            self.assertIn(warning, [w["code"] for w in article["warnings"]])
            self.assertEqual((article["authors"], article["date"], article["attributions"]), ([], None, []), warning)
            if warning.endswith(("input", "feed")):
                self.assertEqual((article["title"], article["headline"], article["body"]), (None, None, ""))

    def test_damaged_text_is_read_with_a_warning_at_its_place(self):
        for content, warning, start in ((b"One two\0three.\n", "nul", 7),
                                        (b"caf\xc3\xa9 and \xff\xfe\xfd\xe2\x80 open\xf0\x9f\n" * 1, "invalid-bytes", 9)):
            out = self.run_program("--compact", "--charset", "utf-8", stdin=content)[1]
            found = [w for w in json.loads(out)["warnings"] if w["code"] == warning]
            self.assertEqual([w["start"] for w in found], [start], out)

    def test_utf16_without_a_mark_is_read(self):
        for encoding in ("utf-16-le", "utf-16-be"):
            article = json.loads(self.run_program("--compact", stdin=STORY.encode(encoding))[1])
            self.assertEqual(article["headline"]["text"], "Floods close the pass")
            self.assertEqual(article["source"]["charset"], encoding.replace("-16-", "-16"))


class Usage(Case):
    def test_mistakes(self):
        self.write("a.txt")
        for arguments, message in {
            ("--prety", "a.txt"): "unknown option --prety; did you mean --pretty?",
            ("--zzz",): "unknown option --zzz",
            ("--to", "pdf", "a.txt"): '--to is one of csv|json|jsonl|markdown|text, not "pdf"',
            ("--to=jsonl", "--pretty", "a.txt"): "--pretty and --to jsonl exclude each other: "
                                                 "a line of JSON Lines has no line breaks",
            ("--pretty", "--compact", "a.txt"): "--pretty excludes --compact",
            ("--id", "x", "a.txt", "a.txt"): "--id is for one input",
            ("-", "-"): "standard input (-) can be read once only",
            ("--rules", "none", "a.txt"): None,
            ("batch", "a.txt"): "--output is required",
            ("batch", "a.txt", "-o", "x.json"): "x.json: name a folder, or a file that ends in .jsonl "
                                                "for all articles in one",
            ("batch", "a.txt", "-o", "a.txt"): "a.txt: is a file; name a folder, or a file that ends in .jsonl",
            ("batch", "none", "-o", "x"): "none: No such file or directory; check the name",
            ("batch", "a.txt", "-o", "x.jsonl", "--to", "text"): None,
            ("batch", "a.txt", "-j", "0", "-o", "x"): None,
            ("check",): None,
            ("completions", "tcsh"): "tcsh: no such shell; it is bash, zsh or fish",
            ("rules", "moth"): "no class is named moth; did you mean month?",
        }.items():
            code, out, err = self.run_program(*arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertTrue(err.startswith("nutgraf: "), err)
            if message:
                self.assertEqual(err.splitlines()[0], "nutgraf: " + message)
        self.assertEqual(self.files(), ["a.txt"])

    def test_help_and_version_go_to_standard_output(self):
        for arguments in (["--help"], ["--version"], ["parse", "--help"], ["batch", "-h"], ["filter", "--help"],
                          ["check", "--help"], ["explain", "--help"], ["rules", "--help"], ["schema", "--help"]):
            code, out, err = self.run_program(*arguments)
            self.assertEqual((code, err), (0, ""))
            self.assertTrue(out.startswith("nutgraf"))
            self.assertLessEqual(max(map(len, out.splitlines())), 120)

    def test_a_mistake_in_the_rules_names_file_and_line(self):
        self.write("rules/month.words", "junebug\nsixth month\n")
        self.write("a.txt")
        code, _, err = self.run_program("--rules", "rules", "a.txt")
        self.assertEqual(code, 2)
        self.assertEqual(err, "nutgraf: rules/month.words:2: one word a line is wanted; put several words into "
                              "a .phrases file\n")

    def test_fail_if_empty(self):
        self.write("a.txt")
        self.assertEqual(self.run_program("--fail-if-empty", "a.txt")[0], 0)

    def test_completions(self):
        for shell in ("bash", "zsh", "fish"):
            code, out, _ = self.run_program("completions", shell)
            self.assertEqual(code, 0)
            self.assertIn("--offsets", out.replace("-l ", "--"))
        self.write("article.txt")
        complete = """source <("$NUTGRAF" completions bash); COMP_WORDS=({words}); COMP_CWORD={at}; _nutgraf
                      printf '%s\\n' "${{COMPREPLY[@]}}" """
        for words, at, wanted in (("nutgraf ba", 1, ["batch"]), ("nutgraf --pr", 1, ["--pretty"]),
                                  ("nutgraf parse --to m", 3, ["markdown"]), ("nutgraf art", 1, ["article.txt"]),
                                  ("nutgraf check --up", 2, ["--update"]), ("nutgraf completions z", 2, ["zsh"])):
            self.assertEqual(self.shell(complete.format(words=words, at=at))[1].split(), wanted, words)


if __name__ == "__main__":
    program.main()

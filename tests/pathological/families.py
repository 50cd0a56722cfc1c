"""Hostile inputs, by family: families.py NAME BYTES writes one to stdout; families.py lists the names.

A family is a function of no argument that returns (head, unit, tail): the input is the head, the unit repeated until
the size is reached, and the tail. A unit may also be a function of its number, for families whose parts differ.
"""
import sys

PROSE = ("The council voted on Tuesday to close the bridge for repairs, officials said. “We waited too long,” said "
         "Ana Ruiz, who leads the works department. She added that the cost would be $2.1 million, according to a "
         "report by Lowmark College.\n\n")
LINE = PROSE.strip() + " "
STORY = "Floods close the pass\n\nBy Ana Ruiz\n\nLOWMARK, Ore. (LW) — " + LINE + "\n\n"

# name: (unit, head, tail); the text families
TEXT = {
    "prose": (lambda i: PROSE.replace("the bridge", f"bridge {i}"), STORY),  # no text twice: repeats are boilerplate
    "one_line": (LINE,),
    "blanks": (" ", "a"),
    "blank_lines": ("\n", "a", "b"),
    "tabs_and_lines": (" \t\n", "a", "b"),
    "carriage_returns": ("a\r",),
    "form_feeds": ("a\f",),
    "one_word": ("a",),
    "long_words": (lambda i: "x" * 70000 + " ",),
    "straight_marks": ('"',),
    "spaced_marks": ('" ',),
    "marks_and_words": ('a "b ',),
    "opening_marks": ("“a ",),
    "closing_marks": ("a” ",),
    "nested_marks": ("“‘",),
    "nested_and_closed": (lambda i: "“a ‘b " if i % 2 else "c’ d” ",),
    "single_marks": ("'",),
    "spaced_single_marks": (" 'a",),
    "apostrophes": ("rock 'n' roll in the '90s ",),
    "doubled_singles": ("``a'' ",),
    "guillemets": ("»a« «b» ",),
    "unclosed_paragraphs": ("“We waited and waited.\n\n",),
    "reopened_then_said": ("“We waited.\n\n", "", "“So did we,” she said.\n"),
    "parentheses": ("(",),
    "brackets": ("[a] (b) {",),
    "dashes": ("— - -- – ",),
    "full_stops": (". ",),
    "ellipses": ("...",),
    "initials": ("A.B. ",),
    "abbreviations": ("Mr. Sen. U.S. Jan. ",),
    "no_sentence_end": ("the river rose and the road was closed and ",),
    "capitals": ("FLOODS CLOSE THE PASS ",),
    "name_list": ("Ana Ruiz, Tom O’Dell, Mia Stone, ",),
    "unique_names": (lambda i: f"“We waited,” said Ana{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} "
                               f"Ruiz{chr(97 + i // 676 % 26)}{chr(97 + i // 17576 % 26)}.\n\n",),
    "cues": ("said ",),
    "cues_in_a_row": ("she said that he said that ",),
    "quote_and_cue": ("“a,” said b. ",),
    "cue_before_marks": ("She said: ", "", "“a”"),
    "pronouns": ("she he they it who ",),
    "according_to": ("according to ",),
    "relative_clauses": ("the man who the woman who ",),
    "told_that": ("Ana Ruiz told Tom O’Dell that ",),
    "titles": ("President Senator Dr. ",),
    "short_lines": (lambda i: f"Topic {i}\n",),
    "same_line": ("Read more\n",),
    "same_paragraph": (LINE.strip() + "\n\n",),
    "bylines": ("By Ana Ruiz and Tom O’Dell\n\n",),
    "one_byline": ("Ana Ruiz and ", "Floods close the pass\n\nBy "),
    "datelines": ("LOWMARK, Ore. (LW) — ",),
    "capital_places": ("LOWMARK/EASTPORT and ",),
    "date_lines": ("Updated: March 4, 2026 at 8:59 pm | ",),
    "dates": ("4 March 2026, 20:15 GMT\n\n",),
    "captions": ("The pass on Monday. (Mia Stone/LW)\n\n",),
    "credits": ("Photo: ",),
    "contributors": ("(Reporting by Ana Ruiz; Editing by ",),
    "corrections": ("Correction: An earlier version of this article misstated ",),
    "questions": ("Why?\n\nBecause.\n\n",),
    "speakers": ("ANA RUIZ: Why?\nTOM O’DELL: Because.\n",),
    "live_times": ("14.05 GMT\n\nThe road is closed.\n\n",),
    "bullets": ("- ",),
    "list": ("- one\n- two\n",),
    "numbers": ("1,234.5 ",),
    "digits": ("1",),
    "heights": ("6' 2\" ",),
    "addresses": ("a@b.example https://a.example/b ",),
    "at_signs": ("@a",),
    "colons": ("http:",),
    "slashes": ("/",),
    "hard_wrapped": ("the river rose and the road along the quay was closed to all but\n",),
    "hyphen_at_line_end": ("inter-\nnational-\n",),
    "deeper_and_deeper": (lambda i: " " * (i % 3000) + "a\n",),
    "quoted_mail": (lambda i: ">" * (i % 500) + " a\n",),
    "newsletter_phrases": ("sign up for our sign up for the ",),
    "no_break_spaces": ("a\u00a0",),
    "zero_width": ("a\u200b",),
    "only_zero_width": ("\u200b", "a"),
    "combining": ("\u0301", "a"),
    "emoji": ("😀 ",),
    "chinese": ("市长说：“我们等得太久了。”",),
    "german": ("„Wir haben gewartet“, sagte Ana Ruiz. ",),
    "russian": ("«Мы ждали», — сказала Ана Руис. ",),
    "tweets": (lambda i: f"“We waited” 1/{i} #lowmark @anaruiz https://a.example/{i}\n\n— Ana Ruiz (@anaruiz) March 4, 2026\n\n",),
    "interruptions": ("Read more: floods\n\nAdvertisement\n\n",),
    "credits_at_ends": ("The pass on Monday. Mia Stone/LW\n\nAna Ruiz, left, and Jo Pike. © Mia Stone\n\n",),
    "code": ("for (int i = 0; i < n; ++i) { s += \"a\"; }\n",),
    "poetry": ("the river, in the dark,\n  says nothing\n\n",),
    "uppercase_dotless": ("İIıß",),
    "nul": ("a\0 word ",),
    "invalid_utf8": (b"a\xff ",),
    "truncated_utf8": (b"word \xe2\x80 ",),
    "windows_1252": (b"\x93We waited,\x94 she said. It\x92s over. ",),
    "utf16_bom": ("The council voted on Tuesday. ".encode("utf-16-le"), b"\xff\xfe"),
    "utf16_no_bom": ("The council voted on Tuesday. ".encode("utf-16-le"),),
    "utf16_surrogates": (b"\x00\xd8", b"\xff\xfe"),
    "double_encoded": ("â€œWe waited,â€\u009d she said. ",),
    "binary": (bytes(range(256)),),
}

PAGE = "<!doctype html><html><head><title>Floods close the pass</title></head><body><h1>Floods</h1>"
PARAGRAPH = "<p>" + LINE.strip() + "</p>"
HTML = {
    "page": (PARAGRAPH, PAGE),
    "divs": ("<div>", PAGE, "a"),
    "spans": ("<span>a", PAGE),
    "closed_divs": ("</div>", PAGE),
    "paragraphs_unclosed": ("<p>a", PAGE),
    "paragraph_ends": ("</p>", PAGE),
    "formatting": ("<b><i><u>", PAGE),
    "misnested": ("<b><p></b><i></p></i>", PAGE),
    "unique_formatting": (lambda i: f"<font color='{i}'>", PAGE),
    "unique_formatting_in_p": (lambda i: f"<p><font size='{i}'>", PAGE),
    "anchors": ("<a href='/a'>a", PAGE),
    "tables": ("<table><tr><td>", PAGE),
    "stray_in_table": ("<b>a", PAGE + "<table>"),
    "table_rows": ("<tr><td>a<td>b", PAGE + "<table>"),
    "lists": ("<ul><li>a", PAGE),
    "items": ("<li>a", PAGE + "<ul>"),
    "definitions": ("<dl><dt>a<dd>", PAGE),
    "headings": ("<h1>a</h1>", PAGE),
    "nested_headings": ("<h1><h2>", PAGE),
    "buttons": ("<button>", PAGE),
    "forms": ("<form><input>", PAGE),
    "selects": ("<select><option>a", PAGE),
    "svg": ("<svg><g>", PAGE),
    "math": ("<math><mi>", PAGE),
    "foreign": ("<svg><foreignObject><math><annotation-xml encoding='text/html'>", PAGE),
    "templates": ("<template>", PAGE),
    "attributes": (lambda i: f"a{i}=b ", PAGE + "<p ", ">a"),
    "long_attribute": ("a", PAGE + "<p title='", "'>a"),
    "unclosed_attribute": ("a", PAGE + "<p title='"),
    "unclosed_tag": ("a ", PAGE + "<p "),
    "less_than": ("<", PAGE),
    "less_than_slash": ("</", PAGE),
    "ampersands": ("&", PAGE),
    "references": ("&amp;&lt;&#8220;", PAGE),
    "bad_references": ("&#3000000000;&#x100000041;", PAGE),
    "long_reference": ("1", PAGE + "&#"),
    "comments": ("<!--a-->", PAGE),
    "open_comment": ("a-", PAGE + "<!--"),
    "comment_starts": ("<!--", PAGE),
    "declarations": ("<!a", PAGE),
    "cdata": ("<![CDATA[", PAGE),
    "open_script": ("a<", PAGE + "<script>"),
    "script_escapes": ("<!--<script>", PAGE + "<script>"),
    "scripts": ("<script>a</script>", PAGE),
    "styles": ("<style>a</style>", PAGE),
    "textareas": ("<textarea>a", PAGE),
    "noscript": ("<noscript><p>a", PAGE),
    "titles": ("<title>a</title>", PAGE),
    "plaintext": ("a<p>", PAGE + "<plaintext>"),
    "bodies": (lambda i: f"<body a{i}=b>", PAGE),
    "framesets": ("<frameset><frame>", "<html>"),
    "metas": ("<meta property='article:author' content='Ana Ruiz'>", "<html><head>"),
    "times": ("<time datetime='2026-03-04'>a</time>", PAGE),
    "json_ld_many": ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"a"}</script>', PAGE),
    "json_ld_deep": ('{"a":[', PAGE + '<script type="application/ld+json">', "</script>"),
    "json_ld_authors": ('{"@type":"Person","name":"Ana"},',
                        PAGE + '<script type="application/ld+json">{"@type":"NewsArticle","author":[',
                        '0]}</script>'),
    "json_ld_open_string": ("\\\"", PAGE + '<script type="application/ld+json">{"a":"', "</script>"),
    "line_breaks": ("a<br>", PAGE),
    "double_breaks": ("a<br><br>", PAGE),
    "figures": ("<figure><figcaption>a", PAGE),
    "classes": (lambda i: f"<div class='share related promo c{i}'>a</div>", PAGE),
    "long_class": ("share ", PAGE + "<div class='", "'>a</div>"),
    "nested_classes": ("<div class='share'>a", PAGE),
    "microdata": ("<div itemscope itemtype='https://schema.org/Person'><span itemprop='name'>a", PAGE),
    "same_paragraphs": ("<p>Read more</p>", PAGE),
    "articles": ("<article><h2>a</h2>" + PARAGRAPH + "</article>", PAGE),
    "nested_articles": ("<article><section><main>", PAGE, "a"),
    "blockquotes": ("<blockquote><q>a", PAGE),
    "rubies": ("<ruby>a<rt>b", PAGE),
    "nul_in_tags": ("<p\0>a\0</p\0>", PAGE),
    "unknown_tags": (lambda i: f"<x{i}>a", PAGE),
    "closing_unknown": (lambda i: f"</x{i}>", PAGE + "<b>" * 300),
    "xml": ("<item><title>a</title></item>", "<?xml version='1.0'?><rss><channel>"),
}

FAMILIES = {**{f"text_{name}": parts for name, parts in TEXT.items()},
            **{f"html_{name}": parts for name, parts in HTML.items()}}


def as_bytes(part):
    return part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")


def generate(name, size):
    unit, head, tail = (*FAMILIES[name], "", "")[:3]
    head, tail = as_bytes(head), as_bytes(tail)
    room = max(0, size - len(head) - len(tail))
    if callable(unit):
        parts, length, i = [], 0, 0
        while length < room:
            parts.append(as_bytes(unit(i)))
            length += len(parts[-1])
            i += 1
        return head + b"".join(parts) + tail
    unit = as_bytes(unit)
    return head + unit * (room // len(unit) + 1) + tail


if __name__ == "__main__":
    if len(sys.argv) == 3:
        sys.stdout.buffer.write(generate(sys.argv[1], int(sys.argv[2])))
    else:
        print("\n".join(FAMILIES))

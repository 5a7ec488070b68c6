"""Small pieces of markup, each with one thing in it that tags have gone wrong on: a regression set.

A case is a style sheet and a body. Where a reader sees other words than the markup has (generated content, words in
a page's margin), `words` says what is heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.formats.pdf.fetching import Resource

DOT = "asset:dot"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6364f8cf500f00"
    "0386018035935ba30000000049454e44ae426082"
)
RESOURCES: Mapping[str, Resource] = {DOT: Resource("image/png", _PNG)}


@dataclass(frozen=True, slots=True)
class Case:
    """css and body; words: what is heard in place of the markup's own words, if that differs."""

    css: str
    body: str
    words: str | None = None


def _svg(inside: str, attributes: str = 'width="40" height="40" viewBox="0 0 10 10"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


_BOX = '<rect width="10" height="10" fill="#246"/>'
_TITLE = "<title>a blue square</title>"
_LABELLED = 'aria-label="a blue square" width="40" height="40"'
_HIDDEN = 'aria-hidden="true" width="9" height="9"'
_WORDS = '<text x="1" y="6" font-size="5">Hi</text>'
_PALE = '<g opacity=".5"><rect width="5" height="5"/></g>'
_SHADED = (
    '<defs><linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient></defs>'
    '<rect width="9" height="9" fill="url(#g)"/>'
)
_ROWS = "".join(f'<tr><th scope="row">row {n}</th><td>{n}</td></tr>' for n in range(60))
_RUNNING = "header { position: running(h) } @page { @top-center { content: element(h) } }"
_LINK = '<a href="https://clinic.example/">'

TEXT: Mapping[str, Case] = {
    "paragraph": Case("", "<p>Sit tall.</p>"),
    "empty": Case("", "<p></p><p>Sit tall.</p><div></div><ul></ul>"),
    "marks-side-by-side": Case("", "<p><b>Sit</b> <i>tall</i> <b>now</b>.</p>"),
    "inline-kinds": Case(
        "",
        '<p><q>Sit</q> <abbr title="general practitioner">GP</abbr> H<sub>2</sub>O <code>x</code></p>'
        "<blockquote><p>Said.</p></blockquote><pre>one\ntwo</pre><hr>",
        "Head “Sit” GP H2O x Said. one two",
    ),
    "language-of-a-word": Case("", '<p>They say <span lang="fr">bonjour</span> here.</p>'),
    "language-of-a-block": Case("", '<p lang="es">Siéntese.</p><div lang="de"><p>Sitz.</p></div>'),
    "line-break": Case("", "<p>High Street 1<br>Example Town</p>"),
    "number-in-a-box": Case(
        "b { display: inline-block; margin-right: 8pt }", "<p><b>1</b>Sit tall.</p>", "Head 1 Sit tall."
    ),
    "box-in-a-line": Case("b { display: inline-block; border: 1px solid }", "<p>Sit <b>tall</b> now.</p>"),
    "capitals-by-style": Case("p { text-transform: uppercase }", "<p>" + "sit tall " * 30 + "</p>"),
    "long-address": Case(
        "p { overflow-wrap: anywhere }", "<p>See clinic.example/" + "neck/" * 60 + "end and come back.</p>"
    ),
    "hyphenation": Case(
        "html { hyphens: auto } body { width: 30mm }", "<p>Extraordinary physiotherapeutic rehabilitation</p>"
    ),
    "rotated": Case("p { transform: rotate(2deg) }", "<p>Sit tall.</p>"),
    "clipped": Case("p { overflow: hidden; border-radius: 3px; border: 1px solid }", "<p>Sit tall.</p>"),
    "transparent-colour": Case("p { color: rgba(0,0,0,.6); background: rgba(255,0,0,.1) }", "<p>Sit tall.</p>"),
    "group-opacity": Case("p { opacity: .5 }", "<p>Sit tall.</p>"),
    "opacity-around-all": Case("main { opacity: .9 }", "<main><p>Sit <b>tall</b>.</p><ul><li>now</li></ul></main>"),
    "layered": Case("p { position: relative; z-index: 2 }", "<p>Sit tall.</p>"),
    "moved": Case("p { position: relative; top: 2px }", "<p>Sit tall.</p>"),
    "absolute": Case("div { position: relative } p { position: absolute; top: 20mm }", "<div><p>Sit tall.</p></div>"),
    "floating": Case("i { float: right }", "<p>Sit <i>aside</i> tall.</p>"),
    "fixed-on-each-page": Case(
        "div { position: fixed; top: 0; right: 0 } p { break-after: page }",
        "<div>Draft</div><p>Sit tall.</p><p>Lie down.</p>",
    ),
    "columns": Case("div { columns: 2 }", "<div><p>" + "word " * 60 + "</p></div>"),
    "grid": Case("div { display: grid; grid-template-columns: 1fr 1fr }", "<div><p>one</p><p>two</p></div>"),
    "flex": Case("div { display: flex }", "<div><p>one</p><p>two</p></div>"),
    "symbols": Case("", "<p>one \u2192 two \u2713 three</p>"),
    "preformatted": Case("", "<pre>one  two\n  three</pre>"),
    "mark-as-a-block": Case("b { display: block }", "<ul><li><b>Hold:</b> 20 seconds</li></ul>"),
    "soft-hyphen": Case("body { width: 30mm }", "<p>physio\u00adtherapy rehabili\u00adtation again</p>"),
}
STRUCTURE: Mapping[str, Case] = {
    "article": Case("", "<main><article><h2>Neck</h2><p>Sit tall.</p></article></main>"),
    "labelled-region": Case(
        "", '<div role="note" aria-labelledby="w"><h2 id="w">Warning</h2><p>Stop.</p></div><p>Go on.</p>'
    ),
    "details": Case(
        "",
        "<details open><summary>More</summary><p>Words</p></details><address>Street</address><aside>Aside</aside>"
        "<fieldset><legend>Group</legend>inside</fieldset>",
    ),
    "text-in-a-box": Case("", "<div>one</div><div>two <b>three</b></div>"),
    "heading-skipped": Case("", "<h3>Deep</h3>"),
    "sign-before": Case('p::before { content: "\u2192 " }', "<p>Sit tall.</p>", "Head \u2192 Sit tall."),
    "named-string": Case("h1 { string-set: t content() } @page { @top-left { content: string(t) } }", "<p>Sit.</p>"),
    "margin-words": Case(
        '@page { @top-center { content: "Clinic" } @bottom-right { content: "Page " counter(page) } }', "<p>Sit.</p>"
    ),
    "running-header": Case(_RUNNING, "<header>Clinic</header><p>Sit.</p>", "Head Sit."),
    "running-picture": Case(_RUNNING, f'<header><img src="{DOT}" alt="logo">Clinic</header><p>Sit.</p>', "Head Sit."),
    "running-link": Case(_RUNNING, f"<header>{_LINK}clinic</a></header><p>Sit.</p>", "Head Sit."),
    "footnote": Case(
        ".f { float: footnote }", '<p>Sit<span class="f">a note</span> tall.</p>', "Head Sit1 1. a note tall."
    ),
    "contents": Case(
        'a::after { content: leader(".") target-counter(attr(href), page) }',
        '<nav><ul><li><a href="#z">Zed</a></li></ul></nav><h2 id="z">Zed</h2>',
        "Head Zed 1 Zed",
    ),
    "page-background": Case("@page { background: #eee }", "<p>Sit tall.</p>"),
    "gradient": Case("p { background: linear-gradient(red, blue); border-radius: 3px }", "<p>Sit tall.</p>"),
    "border-alone": Case("div { height: 5mm; border-bottom: 1px solid }", "<div></div><p>Sit tall.</p>"),
    "paragraph-over-pages": Case("", "<p>" + "word " * 600 + "</p>"),
    "list-over-pages": Case("", "<ol>" + "<li>word</li>" * 60 + "</ol>"),
    "frame-over-pages": Case(
        "div { box-decoration-break: clone; border: 1px solid; padding: 3mm }",
        "<div>" + "<p>word</p>" * 40 + "</div>",
    ),
    "forms": Case(
        "",
        '<form><label for="n">Name</label> <input id="n" name="n"> <input type="checkbox" name="b" title="yes"></form>',
    ),
}
LISTS: Mapping[str, Case] = {
    "nested": Case("", "<ul><li>one<ul><li>two</li><li>three</li></ul></li><li>four</li></ul>"),
    "no-signs": Case("ul { list-style: none }", "<ul><li>one</li><li>two</li></ul>"),
    "signs-inside": Case("ul { list-style: inside }", "<ul><li>one</li></ul>"),
    "in-a-row": Case("ul { display: flex }", "<ul><li>one</li><li>two</li></ul>"),
    "own-counter": Case(
        'ol { list-style: none; counter-reset: s } li { counter-increment: s } li::before { content: counter(s) ". " }',
        "<ol><li>one</li><li>two</li></ol>",
    ),
    "letters": Case("ol { list-style: lower-alpha }", "<ol><li>one</li><li>two</li></ol>"),
    "box-signs": Case('li { list-style: "\u2610 " }', "<ul><li>one</li></ul>"),
    "picture-signs": Case(f"ul {{ list-style-image: url({DOT}) }}", "<ul><li>one</li></ul>"),
    "description": Case("", "<dl><dt>Hold</dt><dd>20 seconds</dd><dt>Repeat</dt><dd>3 times</dd></dl>"),
    "paragraphs": Case("", "<ol><li>one</li><li><p>two</p><p>three</p></li></ol>"),
    "one-paragraph": Case("", "<ol><li><p>one</p></li></ol>"),
    "text-then-paragraph": Case("", "<ol><li>one<p>two</p></li></ol>"),
    "box-of-paragraphs": Case("", "<ol><li><div><p>one</p><p>two</p></div></li></ol>"),
    "marks-and-link": Case("", f"<ol><li><strong>one</strong> two {_LINK}three</a></li></ol>"),
    "picture": Case("", f'<ol><li>one <img src="{DOT}" alt="a dot"></li></ol>'),
    "block-picture": Case("img { display: block }", f'<ol><li>one <img src="{DOT}" alt="a dot"></li></ol>'),
    "drawing": Case("", f"<ol><li>one {_svg(_TITLE + _BOX)}</li></ol>"),
    "lines": Case("li { break-inside: avoid }", "<ul>" + "<li>one two<br>three</li>" * 40 + "</ul>"),
}
LINKS: Mapping[str, Case] = {
    "plain": Case("", f"<p>{_LINK}clinic</a></p>"),
    "over-lines": Case("", f"<p>{'word ' * 12}{_LINK}a long link that goes on from line to line, it seems</a>.</p>"),
    "over-pages": Case("", f"<p>{'word ' * 560}{_LINK}{'link ' * 90}</a>.</p>"),
    "picture": Case("", f'<p>{_LINK}<img src="{DOT}" alt="a dot"></a></p>'),
    "block-picture": Case("a { display: block }", f'{_LINK}<img src="{DOT}" alt="a dot"></a>'),
    "block": Case("a { display: block }", f"{_LINK}<p>clinic</p></a>"),
    "strong-inside": Case("", f"<p>{_LINK}<strong>the</strong> clinic</a></p>"),
    "strong-outside": Case("", f"<p><strong>{_LINK}clinic</a></strong></p>"),
    "to-a-block": Case("", '<p id="k">Neck</p><p><a href="#k">see neck</a></p>'),
    "titled": Case("", '<p><a href="https://clinic.example/" title="The clinic\'s page">here</a></p>'),
}
PICTURES: Mapping[str, Case] = {
    "in-a-line": Case("", f'<p>one <img src="{DOT}" alt="a dot"> two</p>'),
    "block": Case("img { display: block }", f'<img src="{DOT}" alt="a dot">'),
    "decoration": Case("", f'<p>one <img src="{DOT}" alt=""> two</p>'),
    "figure": Case("", f'<figure><img src="{DOT}" alt="a dot"><figcaption>One</figcaption></figure>'),
    "caption-first": Case("", f'<figure><figcaption>One</figcaption><img src="{DOT}" alt="a dot"></figure>'),
    "in-columns": Case(
        "div { columns: 2 }",
        f'<div><p>one</p><figure><img src="{DOT}" alt="a dot"><figcaption>two</figcaption></figure><p>three</p></div>',
    ),
    "drawing": Case("", f"<p>{_svg(_TITLE + _BOX)}</p>"),
    "drawing-labelled": Case("", f"<p>{_svg(_BOX, _LABELLED)}</p>"),
    "drawing-hidden": Case("", f"<p>one {_svg(_BOX, _HIDDEN)} two</p>"),
    "drawing-with-words": Case("", f"<p>{_svg(_TITLE + _WORDS)}</p>", "Head a blue square"),
    "drawing-transparent": Case("", f"<p>{_svg(_TITLE + _PALE)}</p>"),
    "drawing-shaded": Case("", f"<p>{_svg(_TITLE + _SHADED)}</p>"),
    "background": Case(f"p {{ background: url({DOT}) }}", "<p>Sit tall.</p>"),
    "content": Case(f"p::before {{ content: url({DOT}) }}", "<p>Sit tall.</p>"),
}
TABLES: Mapping[str, Case] = {
    "scopes": Case(
        "",
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><th scope="row">r</th>'
        "<td>1</td></tr></tbody></table>",
    ),
    "over-pages": Case(
        "",
        '<table><caption>All rows</caption><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        f"<tbody>{_ROWS}</tbody></table>",
    ),
    "no-headers": Case("", "<table><tr><td>a</td><td>b</td></tr></table>"),
    "spans": Case(
        "",
        '<table><tr><th rowspan="2">a</th><th colspan="2">b</th></tr><tr><th>c</th><th>d</th></tr>'
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>",
    ),
    "empty-cells": Case("", '<table><tr><th></th><th>b</th></tr><tr><th scope="row">c</th><td></td></tr></table>'),
    "lists": Case("", '<table><tr><th scope="col">a</th></tr><tr><td><ul><li>x</li></ul><p>q</p></td></tr></table>'),
    "caption-below": Case(
        "caption { caption-side: bottom }",
        '<table><caption>Below</caption><tr><th scope="col">a</th></tr><tr><td>1</td></tr></table>',
        "Head a 1 Below",
    ),
    "picture": Case(
        "", f'<table><tr><th scope="col">a</th></tr><tr><td><img src="{DOT}" alt="a dot"></td></tr></table>'
    ),
    "in-a-figure": Case(
        "",
        "<figure><figcaption>One</figcaption><table><tr><th scope='col'>a</th></tr><tr><td>1</td></tr></table>"
        "</figure>",
    ),
}
RIGHT_TO_LEFT: Mapping[str, Case] = {
    "arabic": Case("", '<p dir="rtl" lang="ar">توقف إذا شعرت بألم شديد 555.</p>'),
    "hebrew-list": Case("", '<ul dir="rtl" lang="he"><li>שבו זקוף</li><li>נשמו לאט</li></ul>'),
    "mixed": Case("", '<p>Say <span lang="he" dir="rtl">שלום</span> and smile.</p>'),
    "number": Case("", '<p dir="rtl" lang="ar">اتصل بالرقم <bdi dir="ltr">555-0100</bdi> الآن.</p>'),
}
CASES: Mapping[str, Case] = {
    f"{kind}-{name}": case
    for kind, cases in {
        "text": TEXT,
        "structure": STRUCTURE,
        "list": LISTS,
        "link": LINKS,
        "picture": PICTURES,
        "table": TABLES,
        "rtl": RIGHT_TO_LEFT,
    }.items()
    for name, case in cases.items()
}

"""What is kept from document to document changes nothing of what comes out: no byte, no finding."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from weasyprint import HTML
from weasyprint.layout import block, inline, preferred

from bench.print import two_pages
from pubpipe.findings import Code
from pubpipe.formats.pdf import engine, make
from pubpipe.formats.pdf.fetching import Fetcher, Resource
from pubpipe.formats.pdf.remembering import drawings, lines, measures, styles
from pubpipe.formats.pdf.tagging import hooks
from pubpipe.formats.publication import Made, Publication
from pubpipe.model.asset import Asset
from pubpipe.model.clinic import Clinic
from pubpipe.profile import PrintSettings, Profile
from pubpipe.rendering import Templates
from tests import samples
from tests.support.pdf import HANDOUT, changed, own_templates, section

SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320">{}</svg>'

# What the engine writes into styles, notes beside them, and copies whole; and lengths that depend on the page.
HARD = """
html { overflow: hidden; --edge: 3mm }
h2 { display: table-cell; margin: 2em; padding: calc(1em + 2px) var(--edge) }
h3 { float: left; position: relative; overflow: inherit }
p { text-indent: 1em; hyphens: auto; overflow: inherit; position: inherit; white-space: pre-line }
p::first-letter { font-size: 2em; color: #a00 }
p::first-line { letter-spacing: 1px }
p::before { content: "§ "; white-space: pre }
li { list-style: "– " inside; white-space: inherit }
li::marker { color: #080 }
section { border-radius: 2mm; background: linear-gradient(#fff, #eee) }
.step, li { text-align: justify; word-spacing: 1px; text-decoration: underline }
@page :first { margin-top: 30mm }
@page { @bottom-left { content: "a" counter(page); display: block; white-space: pre } }
"""


@contextmanager
def nothing_remembered() -> Iterator[None]:
    """The engine as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "render", HTML.render)
        yield


def bytes_of(made: Made) -> list[bytes]:
    """The files."""
    return [artifact.data for artifact in made.artifacts]


def publications(templates: Templates | None = None) -> list[Publication]:
    """Handouts that have much in common and little that is the same."""
    clinic = Clinic(name="Harbour Clinic", colour="#7a1f5c", phone="020 7946 0000")
    whole = [
        two_pages(),
        samples.publication(profile=Profile(paper=("A4", "Letter"), print=HANDOUT)),
        replace(two_pages(), profile=Profile(clinic=clinic, print=HANDOUT)),
        replace(two_pages(), profile=Profile(print=PrintSettings(editions=("large-print",), large_print="us"))),
    ]
    return [replace(one, templates=templates or one.templates) for one in whole]


@pytest.mark.parametrize("style", ["", HARD, "p { padding-left: 2vw; margin-top: 1vh }"])
def test_no_byte_is_another(style: str, tmp_path: Path) -> None:
    """Whatever the style sheets do, handouts that follow on each other are what each is by itself."""
    templates = own_templates(tmp_path, style) if style else None
    with nothing_remembered():
        wanted = [bytes_of(make(one)) for one in publications(templates)]
    for _ in range(2):
        for one, data in zip(publications(templates), wanted, strict=True):
            assert bytes_of(make(one)) == data


def test_it_is_remembered() -> None:
    """The second document has nothing to work out that the first one has; else all of this would be in vain."""
    make(two_pages())
    measured = list(lines._LINES)
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        missing = styles._Learning.__missing__

        def noted(style: styles._Learning, name: str) -> object:
            asked.append(name)
            return missing(style, name)

        patch.setattr(styles._Learning, "__missing__", noted)
        patch.setattr(drawings._Drawing, "_draw_first", lambda *_: pytest.fail("a drawing is drawn twice"))
        make(two_pages())
    assert list(lines._LINES) == measured
    # Of some ten thousand; anchors are each document's own.
    assert len([name for name in asked if name != "anchor"]) < 200


def test_styles_that_are_laid_over_others_begin_empty(tmp_path: Path) -> None:
    """The engine copies all that a style for a first letter holds at the time: it must hold no more than ever."""

    def pseudos(known: styles.Known) -> Iterator[object]:
        for key, within in known.within.items():
            yield key[0] if isinstance(key, tuple) else None
            yield from pseudos(within)

    styles._ROOTS.clear()
    make(replace(two_pages(), templates=own_templates(tmp_path, HARD)))
    found = {pseudo for known in styles._ROOTS.values() for pseudo in pseudos(known)}
    assert {"before", "marker"} <= found
    assert not found & {"first-letter", "first-line"}


def test_what_the_engine_says_is_said_of_each_document(tmp_path: Path) -> None:
    """A complaint about a value that is worked out once would else be lost for all documents but the first."""
    templates = own_templates(tmp_path, "h2 { padding-left: calc(1em * 1em) }")
    wanted = replace(two_pages(), templates=templates)
    first, second, third = (make(wanted).findings for _ in range(3))
    assert any(one.code is Code.ENGINE_COMPLAINT and "math" in one.message for one in first)
    assert first == second == third


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<rect width="480" height="320" fill="#123"/>', '<rect width="480" height="320" fill="#321"/>'),
        ('<g opacity=".5"><circle r="9" cx="9" cy="9"/></g>', '<g opacity=".6"><circle r="9" cx="9" cy="9"/></g>'),
        ('<path d="M0 0 L9 9" stroke="#000"/>', "<text x='9' y='30'>Left</text><path d='M0 0 L9 9' stroke='#000'/>"),
    ],
)
def test_drawings_of_one_name_stay_apart(one: str, other: str) -> None:
    """Two articles may call different drawings by one name."""
    pictures = [
        Asset("figures/circle.svg", "image/svg+xml", SHAPE.format(it).encode(), 480, 320) for it in (one, other)
    ]
    article = changed(blocks=(section("care", samples.stretch("x", "X"), samples.picture("again")),))
    given = [replace(samples.publication(article), assets={picture.path: picture}) for picture in pictures]
    with nothing_remembered():
        wanted = [bytes_of(make(each)) for each in given]
    assert wanted[0] != wanted[1]
    assert [bytes_of(make(each)) for each in (*given, *given)] == wanted * 2


def test_a_drawing_that_names_others_is_not_plain() -> None:
    """Shapes alone are plain: a picture, a reference, a style sheet or a see-through part needs its document."""
    given = [
        "<image href='a.png'/>",
        "<use href='#a'/>",
        "<text>a</text>",
        "<style>path{opacity:.5}</style>",
        "<path d='M0 0' style='opacity:.5'/>",
        "<path d='M0 0' fill='url(#a)'/>",
        "<path d='M0 0' opacity='.5'/>",
        "<g clip-path='url(#a)'/>",
    ]
    for inside in given:
        resource = Resource("image/svg+xml", SHAPE.format(inside).encode())
        assert drawings._plain("asset:a", resource) is None, inside
    assert drawings._plain("asset:a", Resource("image/svg+xml", SHAPE.format("<g/>").encode()))


def test_a_drawing_begins_with_the_colours_before_it() -> None:
    """Of a colour that is set already nothing is written: the same drawing differs after other text."""
    resource = Resource("image/svg+xml", SHAPE.format('<path d="M0 0H9V9z" fill="#123456"/>').encode())
    fetcher = Fetcher({"asset:a": resource})
    markup = '<html lang="en"><title>A</title><p style="color: {}">One <img src="asset:a" alt="Two"></p></html>'

    def drawn(colour: str) -> bytes:
        return engine.write(engine.lay_out(markup.format(colour), (), fetcher), "archive").data

    with nothing_remembered():
        wanted = [drawn(colour) for colour in ("#123456", "#654321")]
    assert [drawn(colour) for colour in ("#123456", "#654321")] == wanted


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for next to nothing the files are the same, and nothing piles up."""
    with nothing_remembered():
        wanted = [bytes_of(make(one)) for one in publications()]
    monkeypatch.setattr(styles, "MOST_STYLES", 20)
    monkeypatch.setattr(styles, "MOST_ROOTS", 2)
    monkeypatch.setattr(lines, "MOST_LINES", 10)
    monkeypatch.setattr(measures, "MOST_MEASURES", 10)
    monkeypatch.setattr(drawings, "MOST_SIZES", 1)
    for kept in (styles._ROOTS, lines._LINES, lines._STRUTS, measures._FOUND):
        kept.clear()
    for one, data in zip(publications(), wanted, strict=True):
        assert bytes_of(make(one)) == data
        assert len(styles._ROOTS) <= 2
        assert all(known.root.count <= 20 for known in styles._ROOTS.values())
        assert len(lines._LINES) <= 10
        assert len(lines._STRUTS) <= 10
        assert len(measures._FOUND) <= 10


def test_a_new_font_makes_lines_forgotten() -> None:
    """With another font under a name, text is as wide as that font has it."""
    make(two_pages())
    assert lines._LINES
    face = "@font-face { font-family: 'Other'; src: url('font:AtkinsonHyperlegible-Bold.ttf') } h1 { hyphens: manual }"
    engine._style_sheet(face + "/* a sheet that no test before had */")
    assert not lines._LINES
    assert not lines._STRUTS


def test_the_engine_has_its_own_again() -> None:
    """After a layout and after one that fails, whoever else uses the engine in this process has its own functions."""
    make(two_pages())

    def failing() -> None:
        with lines.remembering_lines(), measures.remembering_measures():
            assert inline.split_first_line is lines.first_line
            assert block.resolve_percentages is measures.resolve_percentages
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        failing()
    for room in (inline, preferred):
        assert room.split_first_line.__module__ == "weasyprint.text.line_break"
    assert inline.strut.__module__ == "weasyprint.text.line_break"
    assert block.resolve_percentages.__module__ == "weasyprint.layout.percent"


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under an engine that this was not made for nothing of it is used."""
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    assert not hooks.is_tested()
    monkeypatch.setattr(styles, "_set", lambda *_, **__: pytest.fail("our styles under another engine"))
    monkeypatch.setattr(lines, "first_line", lambda *_, **__: pytest.fail("our lines under another engine"))
    made = make(two_pages())
    assert [one.code for one in made.findings] == [Code.ENGINE_UNTESTED]

"""Markdown to Article: what authors write is what formats get, and nothing crashes the reader."""

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pubpipe.findings import Code, Severity
from pubpipe.model.article import (
    Article,
    Callout,
    ListBlock,
    Paragraph,
    Section,
    Side,
    Stretch,
    Table,
    nodes,
)
from pubpipe.model.dose import Dose, Duration, Frequency, Span
from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Link, Strong, Text, plain
from pubpipe.model.walks import inline_texts, stretches
from pubpipe.reading import read_article, read_markdown
from pubpipe.reading.report import Report
from pubpipe.reading.source import SourceText
from tests.support.golden import Golden

FOLDER = Path(__file__).parents[1] / "findings" / "sound"
SOUND = (FOLDER / "article.md").read_text(encoding="utf-8")
PICTURE = FOLDER / "figures" / "neck.svg"
HEAD = SOUND[: SOUND.index("\n:::{warning}")]


def read(text: str) -> tuple[Article | None, Report]:
    """Read Markdown without a disk."""
    report = Report("article.md")
    return read_markdown(SourceText("article.md", text), report), report


def body(text: str) -> Article:
    """A sound article with this body."""
    article, report = read(f"{HEAD}\n{text}\n")
    assert report.findings == []
    assert article is not None
    return article


def test_the_documented_example_reads_as_documented(golden: Golden) -> None:
    """Every option of a stretch becomes the typed value that its author meant."""
    article = body(
        ":::{stretch} Side neck stretch\n:sides: right, left\n:hold: 20-30 s\n:repeat: 3\n:rest: 10 s\n"
        ":frequency: 2 times a day\n:position: sitting\n:equipment: a firm chair, a towel\n:targets: the neck\n\n"
        "Eases a stiff neck.\n\n1. Sit tall.\n2. Tilt your right ear.\n\nBreathe.\n:::"
    )
    (stretch,) = stretches(article)
    assert stretch.dose == Dose(
        hold=Duration(lower=20, upper=30),
        repeat=Span(lower=3, upper=3),
        rest=Duration(lower=10, upper=10),
        frequency=Frequency(times=Span(lower=2, upper=2), period="day"),
    )
    assert stretch.sides == (Side.RIGHT, Side.LEFT)
    assert stretch.equipment == ("a firm chair", "a towel")
    assert [step.id for step in stretch.steps] == ["side-neck-stretch-s1", "side-neck-stretch-s2"]
    golden("reading/stretch.json", article.model_dump_json(indent=1, exclude_defaults=True) + "\n")


def test_inline_marks_are_kept() -> None:
    """Strong, emphasis, links, abbreviations and citations keep their place and their spaces."""
    article = body("An {abbr}`MRI (magnetic *resonance*)` **for *you*** [or not](https://example.org/?a=1&b=2) [@s1].")
    (paragraph,) = article.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text(value="An "),
        Abbreviation(short="MRI", expansion="magnetic *resonance*"),
        Text(value=" "),
        Strong(children=(Text(value="for "), Emphasis(children=(Text(value="you"),)))),
        Text(value=" "),
        Link(url="https://example.org/?a=1&b=2", children=(Text(value="or not"),)),
        Text(value=" "),
        Citation(reference="s1", number=1),
        Text(value="."),
    )


def test_words_that_are_no_side_are_marked() -> None:
    """They show as plain words, also inside another mark."""
    article = body("Do it {fixed}`the right\n way`, **{fixed}`left` over**.")
    (paragraph,) = article.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text(value="Do it "),
        Fixed(value="the right way"),
        Text(value=", "),
        Strong(children=(Fixed(value="left"), Text(value=" over"))),
        Text(value="."),
    )
    assert plain(paragraph.content) == "Do it the right way, left over."


def test_the_other_side_has_steps_of_its_own() -> None:
    """As many as it takes, each with an id and its line; what follows them is a note."""
    text = (
        "::::{stretch} Kneel\n:sides: right, left\n:hold: 20 s\n\n1. Right knee.\n2. Breathe.\n\n"
        ":::{other-side}\n\n1. Left knee.\n:::\n\nRest.\n::::"
    )
    (stretch,) = stretches(body(text))
    assert [(step.id, plain(step.content)) for step in stretch.steps] == [
        ("kneel-s1", "Right knee."),
        ("kneel-s2", "Breathe."),
    ]
    (step,) = stretch.other_steps
    assert (step.id, plain(step.content)) == ("kneel-o1", "Left knee.")
    assert step.source is not None
    assert f"{HEAD}\n{text}".split("\n")[step.source.line - 1] == "1. Left knee."
    assert [plain(note.content) for note in stretch.notes] == ["Rest."]


def test_sections_nest_to_three_levels() -> None:
    """Headings make a tree, and a higher heading closes the lower ones."""
    article = body("Intro.\n\n## One\n\n### Two\n\n#### Three\n\nDeep.\n\n## Four\n\nEnd.")
    assert [type(block).__name__ for block in article.blocks] == ["Paragraph", "Section", "Section"]
    one = article.blocks[1]
    assert isinstance(one, Section)
    two = one.blocks[0]
    assert isinstance(two, Section)
    three = two.blocks[0]
    assert isinstance(three, Section)
    assert (one.level, two.level, three.level) == (1, 2, 3)
    assert plain(inline_texts(three.blocks[0])[0]) == "Deep."


def test_lists_and_tables_keep_their_shape() -> None:
    """Nested lists stay nested; a header column names its rows."""
    article = body(
        "1. one\n   - a\n   - b\n2. two\n\n"
        ":::{table} Times\n:header-column: yes\n\n| A | B |\n| - | - |\n| x \\| y | 2 |\n:::"
    )
    numbered, table = article.blocks
    assert isinstance(numbered, ListBlock)
    assert numbered.ordered
    assert [plain(item.content) for item in numbered.items[0].lists[0].items] == ["a", "b"]
    assert isinstance(table, Table)
    assert plain(table.caption) == "Times"
    assert [cell.header for cell in (*table.header, *table.rows[0])] == ["column", "column", "row", None]
    assert plain(table.rows[0][0].content) == "x | y"


def test_every_block_knows_its_line() -> None:
    """Lines count in the file, also inside directives and nested lists."""
    text = f"{HEAD}\nIntro\n\n:::{{warning}}\nStop.\n\n- a\n  - b\n:::\n"
    article, _ = read(text)
    assert article is not None
    lines = text.split("\n")
    for node in nodes(article.blocks):
        assert node.source is not None
        first = (plain(inline_texts(node)[0]) if inline_texts(node) else "").split(" ")[0]
        assert first in lines[node.source.line - 1], node


def test_ids_are_stable_and_never_collide() -> None:
    """Equal titles, titles without Latin letters and titles like derived ids all get ids of their own."""
    titles = ["Neck", "Neck", "Neck title", "عنق", "2 weeks", "References", "It’s  --  fine!"]
    article = body("\n\n".join(f"## {title}\n\nText." for title in titles))
    ids = [block.id for block in article.blocks]
    assert ids == ["neck", "neck-2", "neck-title-2", "section", "section-2-weeks", "references-2", "its-fine"]


def test_editing_one_section_leaves_the_ids_of_others_alone() -> None:
    """A paragraph more in one section changes no id in the next."""
    before = body("## One\n\nA.\n\n## Two\n\nB.\n\nC.")
    after = body("## One\n\nA.\n\nNew.\n\n## Two\n\nB.\n\nC.")
    assert [node.id for node in nodes(before.blocks[1:])] == [node.id for node in nodes(after.blocks[1:])]


def test_callout_titles_and_roles() -> None:
    """A callout keeps its role and its own title."""
    (callout,) = body(":::{warning} Stop *now*\nCall us.\n:::").blocks
    assert isinstance(callout, Callout)
    assert callout.role.is_safety
    assert plain(callout.title) == "Stop now"


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)
SCRAPS = st.lists(
    st.sampled_from(
        [
            *":`*_[](){}<>|\\\n\t -#1.&!@\"'~^$%=+0",
            *("\n\n", ":::{stretch} X\n", ":::{warning}\n", ":::\n", "::::", ":hold: 20-30 s\n", ":alt: x\n"),
            ":figure: f.svg\n",
            *("1. step\n", "- item\n", "## H\n", "### H\n", "{abbr}`A (b)`", "[@s1]", "[a](b)"),
            "| a | b |\n| - | - |\n| c |",
            *("<b>", "&#x0;", "&amp;", "\u202e", "```", "> ", "    ", "\u00a0", "right", "left"),
            *("[a]: http://x\n", "---\n"),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXT | SCRAPS)
@example("[](\ud7ff)")
@example("- \n  :::{stretch} x\n")
@example("{" * 200 + "`" * 200)
def test_no_text_crashes_the_reader(text: str) -> None:
    """Whatever follows sound front matter, there is an article or an error that names a line."""
    article, report = read(f"{HEAD}\n{text}")
    assert (article is None) == report.has_errors
    for finding in report.findings:
        assert finding.position.line is not None
        assert finding.message
        assert finding.remedy


@settings(max_examples=200, deadline=None)
@given(TEXT | SCRAPS, st.integers(0, len(SOUND)))
def test_no_insertion_crashes_the_reader(text: str, at: int) -> None:
    """The same for text put anywhere into a sound article, its front matter included."""
    article, report = read(SOUND[:at] + text + SOUND[at:])
    assert (article is None) == report.has_errors


@settings(max_examples=150, deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), min_size=1, max_size=30))
def test_no_word_is_lost(words: list[str]) -> None:
    """Plain words come out as they went in, in a paragraph, a list, a callout and a step alike."""
    text = " ".join(words)
    article = body(
        f"{text}\n\n- {text}\n\n:::{{tip}}\n{text}\n:::\n\n"
        f":::{{stretch}} {text}\n:hold: 20 s\n\n{text}\n\n1. {text}\n:::"
    )
    found = [plain(content) for node in nodes(article.blocks) for content in inline_texts(node) if content]
    assert found == [text] * 6


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_a_build(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Bytes of any kind, as Markdown or as JSON, end in findings."""
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("article.md", "article.json"):
        path = folder / name
        path.write_bytes(data)
        reading = read_article(path)
        assert reading.article is None
        assert reading.findings


def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    """Its size alone is enough; it is never read whole."""
    path = tmp_path / "article.md"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.process_time()
    (finding,) = read_article(path).findings
    assert finding.code is Code.FILE_TOO_LARGE
    assert time.process_time() - start < 0.5


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """A missing file, a folder and a name that no file can have."""
    for path in (tmp_path / "none.md", tmp_path, tmp_path / "a\0b"):
        (finding,) = read_article(path).findings
        assert finding.code is Code.FILE_UNREADABLE


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    """Files saved by other systems read the same."""
    unix, windows = tmp_path / "u.md", tmp_path / "w.md"
    text = SOUND.replace(":figure: figures/neck.svg\n:alt: A person on a chair tilts the head to the right.\n", "")
    unix.write_text(text, encoding="utf-8")
    windows.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    first, second = read_article(unix), read_article(windows)
    assert first.article is not None
    assert second.article is not None
    assert first.article.model_dump(exclude={"blocks"}) == second.article.model_dump(exclude={"blocks"})
    assert len(first.article.blocks) == len(second.article.blocks)


def test_json_is_the_same_model(tmp_path: Path) -> None:
    """An article written as JSON reads back equal, and its faults name their line."""
    article, _ = read(SOUND)
    assert article is not None
    path = tmp_path / "article.json"
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "neck.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>', encoding="utf-8"
    )
    path.write_text(article.model_dump_json(indent=1), encoding="utf-8")
    assert read_article(path).article == article
    path.write_text(article.model_dump_json(indent=1).replace('"hold"', '"hodl"'), encoding="utf-8")
    finding = next(one for one in read_article(path).findings if one.code is Code.UNKNOWN_KEY)
    assert finding.remedy == "Did you mean “hold”?"
    assert finding.position.line is not None
    assert '"hodl"' in path.read_text(encoding="utf-8").split("\n")[finding.position.line - 1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"lower": 20', '"lower": 0'),
        ('"pace": null', '"pace": "ful"'),
        ('"lower": 20', '"lower": 40'),
        ('"upper": 30', '"upper": 100000'),
        ('"alt": "A', '"alt": "", "x": "A'),
        ('"steps": [', '"steps": [], "y": ['),
        ('"id": "warning-1"', '"id": "side-neck-stretch"'),
        ('"number": 1', '"number": 2'),
        ('"value": "Tilt', '"value": "\\u202eTilt'),
        ('"path": "figures/neck.svg"', '"path": "../neck.svg"'),
    ],
)
def test_json_meets_the_same_conditions(tmp_path: Path, old: str, new: str) -> None:
    """What Markdown cannot smuggle in, JSON cannot either."""
    article, _ = read(SOUND)
    assert article is not None
    text = article.model_dump_json(indent=1)
    assert old in text
    path = tmp_path / "article.json"
    (tmp_path / "figures").mkdir()
    shutil.copy(PICTURE, tmp_path / "figures")
    path.write_text(text, encoding="utf-8")
    assert read_article(path).article is not None
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    reading = read_article(path)
    assert reading.article is None
    assert any(one.severity is Severity.ERROR for one in reading.findings)


def test_an_author_may_choose_a_pace_for_a_stretch() -> None:
    """Left out, it is the profile's to choose."""
    text = ":::{{stretch}} {0}\n:hold: 30 s\n:rest: 5-9 s\n{1}\n1. Sit.\n:::\n\n"
    options = {"A": "", "B": ":pace: gentle\n", "C": ":pace: full\n"}
    article = body("".join(text.format(title, option) for title, option in options.items()))
    assert [stretch.pace for stretch in stretches(article)] == [None, "gentle", "full"]


def test_a_stretch_without_sides_and_one_side_only() -> None:
    """`none` and a single side are choices, not mistakes."""
    article = body(
        ":::{stretch} A\n:sides: none\n:hold: 20 s\n\n1. Sit.\n:::\n\n"
        ":::{stretch} B\n:sides: left\n:repeat: 8-10\n\n1. Sit.\n:::"
    )
    first, second = article.blocks
    assert isinstance(first, Stretch)
    assert isinstance(second, Stretch)
    assert first.sides == ()
    assert second.sides == (Side.LEFT,)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A figure that is a symbolic link to elsewhere lies outside, whatever its name says."""
    outside = tmp_path / "secret.svg"
    outside.write_text("<svg/>", encoding="utf-8")
    folder = tmp_path / "article"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "neck.svg").symlink_to(outside)
    (folder / "article.md").write_text(SOUND, encoding="utf-8")
    (finding,) = read_article(folder / "article.md").findings
    assert finding.code is Code.FIGURE_OUTSIDE

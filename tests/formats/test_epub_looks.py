"""The looks of the EPUB: pictures, type, style and cover."""

import re
from dataclasses import replace

import pytest

from pubpipe.errors import OutputError
from pubpipe.formats.epub import make
from pubpipe.formats.lettering import broken, letters, width
from pubpipe.model.article import Figure
from pubpipe.model.asset import Asset
from tests import samples
from tests.support.epub import NAMESPACES, OPF, STYLE, book, changed, parts, root, section, words_of


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The article with every kind of block."""
    return book()


# Pictures, type and style


def test_pictures_are_files_of_their_own_each_once() -> None:
    """A picture used by several figures is in the book once, by a name of ours."""
    images = [name for name in parts(book()) if name.startswith("EPUB/images/")]
    assert images == ["EPUB/images/cover.svg", "EPUB/images/picture-1.svg"]


def test_pictures_keep_their_kind() -> None:
    """A PNG is named and declared as one."""
    article = changed(blocks=(Figure(id="f", path="figures/Ä b.png", alt="A dot."),), references=())
    asset = Asset("figures/Ä b.png", "image/png", b"\x89PNG\r\n", 1, 1)
    made = make(replace(samples.publication(article), assets={asset.path: asset}))
    item = root(made.artifacts[0].data, OPF).find("opf:manifest/opf:item[@id='picture-1']", NAMESPACES)
    assert item is not None
    assert (item.get("href"), item.get("media-type")) == ("images/picture-1.png", "image/png")


def test_a_missing_picture_stops_the_build() -> None:
    """A figure whose picture was not handed over is an error that names it."""
    with pytest.raises(OutputError, match=re.escape("figures/lost.svg")):
        book(changed(blocks=(samples.picture("f", "figures/lost.svg"),)))


def test_italic_is_embedded_only_where_words_are_stressed() -> None:
    """Regular and bold are always there; italic costs its bytes only where it is used."""
    fonts = [name.rpartition("-")[2] for name in parts(book()) if name.endswith(".ttf")]
    assert fonts == ["Bold.ttf", "Italic.ttf", "Regular.ttf"]
    plain = book(changed(blocks=(section("a", "Care"),)))
    assert [name.rpartition("-")[2] for name in parts(plain) if name.endswith(".ttf")] == ["Bold.ttf", "Regular.ttf"]
    assert b"italic" not in parts(plain)[STYLE]


def test_licence_of_the_typeface_is_in_the_book(sample: bytes) -> None:
    """The typeface comes with its licence, word for word; the colophon names it and its makers."""
    licence = parts(sample)["META-INF/licence-of-the-typeface.txt"].decode()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Braille Institute" in licence
    assert "made by the Braille Institute" in words_of(sample, "EPUB/text/colophon.xhtml")


def test_style_leaves_colours_and_sizes_to_the_reader(sample: bytes) -> None:
    """No size in pixels, no justified or hyphenated text, no colour of text but on a surface of our own."""
    rules = re.findall(
        r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", parts(sample)[STYLE].decode(), flags=re.DOTALL)
    )
    assert rules
    for selector, body in rules:
        assert not re.search(r"\d(px|pt|rem)\b", body), selector
        assert not re.search(r"text-align:\s*(justify|right)", body), selector
        colours = re.findall(r"(?<![-\w])color:\s*([^;]+)", body)
        backgrounds = re.findall(r"background(?:-color)?:\s*([^;]+)", body)
        assert len(backgrounds) == len([colour for colour in colours if colour != "inherit"]), selector
    assert "hyphens: none" in parts(sample)[STYLE].decode()


# The cover


def test_cover_page_shows_the_cover_with_a_full_text(sample: bytes) -> None:
    """The picture of the cover page is the package's cover, and its alternative says all of the title."""
    image = root(sample, "EPUB/text/cover.xhtml").find(".//h:img", NAMESPACES)
    assert image is not None
    assert image.get("alt") == "Cover: Look after a stiff neck & shoulders. Example Clinic."
    item = root(sample, OPF).find("opf:manifest/opf:item[@properties='cover-image']", NAMESPACES)
    assert item is not None
    assert f"../{item.get('href')}" == image.get("src") == "../images/cover.svg"


def cover_lines(title: str) -> list[tuple[str, int]]:
    """The lines of the cover's title, each with its size."""
    texts = root(book(changed(title=title)), "EPUB/images/cover.svg").findall("svg:text", NAMESPACES)
    return [(text.text or "", int(text.get("font-size", "0"))) for text in texts[1:-2]]


def test_cover_title_is_large_and_whole() -> None:
    """A short title is set in the largest size; a long one in more lines of a smaller size, word for word."""
    long = "Exercises for people with long-standing pain of the lower back after many hours at a desk every day"
    assert cover_lines("Back pain") == [("Back pain", 138)]
    lines = cover_lines(long)
    assert " ".join(text for text, _ in lines) == long
    assert len({size for _, size in lines}) == 1
    assert lines[0][1] < 138


@pytest.mark.parametrize("title", ["word " * 300, "unbreakable" * 20, "Ω" * 200, "腰痛の体操" * 40])
def test_cover_title_stays_on_the_cover(title: str) -> None:
    """A title that no size can hold ends with an ellipsis within the margins; the alternative has it whole."""
    lines = cover_lines(title.strip())
    assert lines[-1][0].endswith("…")
    assert all(width(text, "bold") * size <= 940 for text, size in lines)
    assert len(lines) * lines[0][1] <= 640


def test_cover_text_has_a_contrast_of_seven_to_one() -> None:
    """White on every tone that the words can lie over (WCAG 2.2, 1.4.6)."""
    drawing = root(book(), "EPUB/images/cover.svg")
    fills = [drawing.find("svg:rect", NAMESPACES), *drawing.findall(".//svg:circle", NAMESPACES)[:2]]
    for shape in fills:
        assert shape is not None
        assert contrast(shape.get("fill", ""), "#ffffff") >= 7


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_lines_are_broken_evenly() -> None:
    """As few lines as fit, none much shorter than the others, every word once, no-break spaces kept."""
    text = "one two three four five six seven"
    lines = broken(text, "bold", 6.0)
    assert " ".join(lines) == text
    assert all(width(line, "bold") <= 6.0 for line in lines)
    assert max(map(len, lines)) - min(map(len, lines)) <= 6
    assert broken("16\N{NO-BREAK SPACE}May", "bold", 0.5) == ("16\N{NO-BREAK SPACE}May",)


def test_cover_carries_only_the_letters_that_it_uses() -> None:
    """The letters for a title are a small part of the typeface, and the same each time."""
    few = letters("Neck care", "bold")
    assert few == letters("Neck care", "bold")
    assert few.startswith(b"\x00\x01\x00\x00")
    assert len(few) < 5_000

"""The large print, measured from the glyphs of finished files; and each rule broken once, so that its measure shows."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pubpipe.checking.finished import Finished
from pubpipe.checking.pdf import check
from pubpipe.formats.pdf import make
from pubpipe.formats.pdf.editions import LARGE_PRINTS
from pubpipe.formats.publication import Publication
from pubpipe.model.article import Article, Section, Stretch, nodes
from pubpipe.profile import LargePrint, PrintSettings, Profile
from pubpipe.reading import read_article
from pubpipe.rendering import Templates
from pubpipe.wording import language_for
from tests import samples
from tests.support import legibility
from tests.support.glyphs import Printed, measure
from tests.support.pdf import changed, filler, large, made, own_templates, section, stretch_of
from tests.validators.base import ROOT

RULES: tuple[LargePrint, ...] = ("uk", "us")
SMALLEST: dict[LargePrint, float] = {"uk": 16.0, "us": 18.0}
LEADING: dict[LargePrint, float] = {"uk": 1.5, "us": 1.25}
"""From line to line of text, in units of its size."""
CLOSEST: dict[LargePrint, float] = {"uk": 1.25, "us": 1.2}
"""The same in lists, tables and stretches, whose lines are short or are to be seen at once."""

Measure = Callable[[Printed, Article, LargePrint], list[str]]

MEASURES: dict[str, Measure] = {
    "small": lambda printed, _, rules: legibility.small(printed, SMALLEST[rules]),
    "slanted": lambda printed, *_: legibility.slanted(printed),
    "underlined": lambda printed, *_: legibility.underlined(printed),
    "hyphened": lambda printed, article, _: legibility.hyphened(printed, article),
    "justified": lambda printed, *_: legibility.justified(printed),
    "beside": lambda printed, article, rules: legibility.beside(printed, article, LARGE_PRINTS[rules].margins),
    "long lines": lambda printed, _, rules: legibility.long_lines(printed, LARGE_PRINTS[rules].margins),
    "outside": lambda printed, article, rules: legibility.outside(printed, article, LARGE_PRINTS[rules].margins),
    "faint": lambda printed, article, _: legibility.faint(printed, article),
    "capitals": lambda printed, article, _: legibility.capitals(printed, article),
    "tight": lambda printed, article, rules: legibility.tight(
        printed, article, LARGE_PRINTS[rules].margins, LEADING[rules], CLOSEST[rules]
    ),
    "crowded": lambda printed, article, rules: legibility.crowded(printed, article, LARGE_PRINTS[rules].margins),
}
"""Each tells the places on the pages that break a rule."""


def articles() -> dict[str, Article]:
    """Articles that between them use everything, long and short."""
    first = samples.every_block().blocks[1]
    sample = read_article(ROOT / "source" / "hip-mobility-back-pain" / "article.md").article
    assert sample is not None
    return {
        "sample": sample,
        "every-block": samples.every_block(),
        "advice-alone": changed(blocks=(first, filler("care", 4)), references=(), summary=None, keywords=()),
        "stretches": changed(blocks=(first, section("s", *(stretch_of(name, n) for n, name in enumerate("abcde", 2))))),
    }


ARTICLES = articles()


@cache
def files(name: str, rules: LargePrint) -> tuple[tuple[str, bytes], ...]:
    """The files of an article by name, on both sheets; nothing was found wrong in making them."""
    if name == "sample":
        reading = read_article(ROOT / "source" / "hip-mobility-back-pain" / "article.md")
        profile = Profile(paper=("A4", "Letter"), print=PrintSettings(editions=("large-print",), large_print=rules))
        assert reading.article is not None
        whole = make(Publication(reading.article, profile, language_for("en-GB"), reading.assets, Templates(), ()))
    else:
        whole = large(rules, ARTICLES[name], url="https://clinic.example/neck-care")
    assert whole.findings == ()
    return tuple((one.name, one.data) for one in whole.artifacts)


CASES = [(name, rules) for name in ARTICLES for rules in RULES]


@pytest.mark.parametrize(("name", "rules"), CASES)
@pytest.mark.parametrize("measure_name", MEASURES)
def test_every_page_keeps_the_rules_of_large_print(name: str, rules: LargePrint, measure_name: str) -> None:
    """No letter is too small, leans or is faint; nothing is underlined, hyphened, justified or side by side."""
    for _, data in files(name, rules):
        assert MEASURES[measure_name](measure(data), ARTICLES[name], rules) == []


@pytest.mark.parametrize(("name", "rules"), CASES)
def test_every_file_says_what_the_article_says(name: str, rules: LargePrint) -> None:
    """The check of finished files has nothing to say, by the text of the tag tree and in the article's order."""
    article = ARTICLES[name]
    for file, data in files(name, rules):
        assert check(Finished(file, "application/pdf", data, article, language_for(article.language))) == ()


@pytest.mark.parametrize(("name", "rules"), CASES)
def test_headings_are_large_and_bold(name: str, rules: LargePrint) -> None:
    """In the US 22 points and 20, the title larger; in the UK 24 and 21. None is missing."""
    article = ARTICLES[name]
    allowed = {"uk": {24.0, 21.0}, "us": {22.0, 20.0}}[rules]
    for _, data in files(name, rules):
        found = legibility.headings(measure(data), article)
        (title,) = found.pop(article.title)
        assert title[0] > max(allowed)
        assert {size for sizes in found.values() for size, _ in sizes} <= allowed
        assert all(bold for sizes in found.values() for _, bold in sizes)
        assert len(found) >= sum(isinstance(node, Section | Stretch) for node in nodes(article.blocks))


def test_the_measures_meet_what_they_are_about() -> None:
    """Paragraphs under paragraphs, links, emphasis, tables, figures: a measure of nothing would find nothing."""
    for rules in RULES:
        pairs = [
            pair
            for name in ARTICLES
            for _, data in files(name, rules)
            for pair in legibility.paired_paragraphs(measure(data), ARTICLES[name], LARGE_PRINTS[rules].margins)
        ]
        assert len(pairs) >= 10
    words = " ".join(line.text for line in measure(files("every-block", "uk")[0][1]).lines)
    assert all(text in words for text in ("doctor", "more online", "Minutes", "The circle stands", "[1]", "Page 7"))


# Each rule broken once

HYPHENS = changed(
    blocks=(*samples.every_block().blocks, samples.paragraph("p", "An extraordinarily uncomfortable position. " * 30))
)
TWO = changed(blocks=(*samples.every_block().blocks, samples.paragraph("p", "One."), samples.paragraph("q", "Two.")))

FAULTS: list[tuple[str, str, Article]] = [
    ("small", ".running-page { font-size: 12pt }", samples.every_block()),
    ("small", "td { font-size: 15.9pt }", samples.every_block()),
    ("small", "figcaption { font-size: 12pt }", samples.every_block()),
    ("small", ".references { font-size: 14pt }", samples.every_block()),
    ("small", ".steps > li::marker { font-size: 12pt }", samples.every_block()),
    ("slanted", "em { font-style: italic }", samples.every_block()),
    ("underlined", "a { text-decoration: underline }", samples.every_block()),
    ("hyphened", "p { hyphens: auto }", HYPHENS),
    ("justified", "p { text-align: justify }", samples.every_block()),
    ("beside", ".dose { display: flex; flex-wrap: wrap } .dose > li { width: 50% }", samples.every_block()),
    ("beside", ".stretch-figure { float: left; width: 45% } .dose { margin-left: 48% }", samples.every_block()),
    ("long lines", "p { font-size: 12pt }", HYPHENS),
    ("outside", ".warning { margin-left: -10mm }", samples.every_block()),
    ("outside", "@page { margin-top: 8mm }", samples.every_block()),
    ("faint", "a { color: #777 }", samples.every_block()),
    ("capitals", "h2 { text-transform: uppercase }", samples.every_block()),
    ("tight", ".steps > li, .dose > li { line-height: 1.1; margin-bottom: 0 }", samples.every_block()),
    ("tight", "p { line-height: 1.3 }", HYPHENS),
    ("crowded", "p { margin-bottom: 6pt }", TWO),
]


@pytest.mark.parametrize(("name", "css", "article"), FAULTS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_broken_rule_is_seen(name: str, css: str, article: Article, tmp_path: Path) -> None:
    """A style sheet that breaks one rule of the UK's large print, which is kept otherwise, is found by its measure."""
    settings = PrintSettings(editions=("large-print",), large_print="uk")
    (sound,) = made(article, Profile(print=settings)).artifacts
    assert MEASURES[name](measure(sound.data), article, "uk") == []
    templates = own_templates(tmp_path, css, sheet="large_print.css")
    (spoiled,) = made(article, Profile(print=settings), templates).artifacts
    assert MEASURES[name](measure(spoiled.data), article, "uk") != []

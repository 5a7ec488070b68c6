"""Round trip: what a screen reader says of a finished file is what was written, word for word and in order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pubpipe.checking.parity import expected
from pubpipe.formats.pdf import tagging
from pubpipe.formats.pdf.tagging import furniture, tree
from pubpipe.model.article import Article
from pubpipe.profile import Conformance, PrintEdition, PrintSettings, Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for
from pubpipe.wording.web_address import printed_address
from tests import samples
from tests.support.golden import Golden
from tests.support.pdf import broken, elements, made
from tests.support.structure import Structure
from tests.support.tagging import markup_words, tagged, without_signs

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
FOLDER = Path(__file__).with_name("languages")
LANGUAGES = ("english", "spanish", "arabic", "hebrew")
BOTH: tuple[Conformance, ...] = ("archive", "modern")


def page(language: str) -> str:
    """The leaflet in a language, set so narrow that every paragraph breaks into many lines and over pages."""
    return (FOLDER / f"{language}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("conformance", BOTH)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leaflet_is_heard_as_it_was_written(language: str, conformance: Conformance) -> None:
    """In four languages and both directions: headings, lists, tables, links, numbers, marks and parts in another."""
    rendered = tagged(page(language), conformance)
    assert rendered.complaints == ()
    structure = Structure(rendered.data)
    heard = "\n".join(structure.blocks_of(without_signs(structure.root))).split()
    assert heard == markup_words(page(language))
    assert len(heard) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_says_its_language(language: str) -> None:
    """The file has the leaflet's language, and the sentence in another has its own."""
    rendered = tagged(page(language))
    wanted = re.findall(r'lang="([\w-]+)"', page(language))
    structure = Structure(rendered.data)
    own = [node.fact("Lang") for node in structure.root.walk() if node.fact("Lang")]
    assert own == wanted[1:]
    assert structure.language == wanted[0]


def heard_of(language: str) -> list[str]:
    """What is heard of a leaflet, without the labels of lists."""
    structure = Structure(tagged(page(language)).data)
    return "\n".join(structure.blocks_of(without_signs(structure.root))).split()


def _unread(page_box: object) -> dict[object, furniture.Artifact]:
    """Everything on a page, taken for decoration."""
    return dict.fromkeys(furniture._whole(page_box), furniture.Artifact.LAYOUT)


@pytest.mark.parametrize(
    ("part", "broken_part"),
    [
        ("endings", lambda *_: {}),
        ("artifacts", lambda pages: furniture.artifacts(pages) | _unread(pages[1])),
        ("build", lambda pages, root, plan: tree.build(pages[:1], root, plan)),
    ],
)
@pytest.mark.parametrize("language", ["english", "arabic"])
def test_a_part_that_does_nothing_is_noticed(
    part: str, broken_part: object, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the spaces of line ends, with a page taken for furniture, or with the tags of one page alone."""
    assert heard_of(language) == markup_words(page(language))
    monkeypatch.setattr(tagging, part, broken_part)
    assert heard_of(language) != markup_words(page(language))


def article_words(article: Article) -> Iterator[str]:
    """The words of an article's own texts, in order."""
    for one in expected(article, language_for(article.language)):
        yield from one.text.split()


def in_order(wanted: list[str], heard: list[str]) -> list[str]:
    """The words that do not come in `heard` behind those before them."""
    rest = iter(heard)
    return [word for word in wanted if word not in rest]


@pytest.mark.parametrize("edition", ["handout", "large-print"])
@pytest.mark.parametrize("conformance", BOTH)
def test_the_sample_is_heard_word_for_word(edition: PrintEdition, conformance: Conformance) -> None:
    """Every word of the published sample is heard whole and in its place, in both editions under both sets of norms."""
    reading = read_article(SAMPLE)
    assert reading.article is not None
    settings = PrintSettings(editions=(edition,), conformance=conformance)
    (artifact,) = made(reading.article, Profile(print=settings), assets=reading.assets).artifacts
    heard = Structure(artifact.data).words()
    assert in_order(list(article_words(reading.article)), heard) == []


@pytest.mark.parametrize("edition", ["handout", "large-print"])
def test_the_trees_are_those_that_were_reviewed(edition: PrintEdition, golden: Golden) -> None:
    """Of the sample and of an article with every kind of block."""
    reading = read_article(SAMPLE)
    assert reading.article is not None
    profile = Profile(print=PrintSettings(editions=(edition,), fridge_sheet=True), url="https://clinic.example/neck")
    for name, whole in (
        ("sample", made(reading.article, profile, assets=reading.assets)),
        ("every-block", made(samples.every_block(), profile)),
    ):
        golden(f"pdf/{name}-{edition}.txt", Structure(whole.artifacts[0].data).outline())


def test_a_lost_word_would_be_noticed() -> None:
    """The comparison sees a word that is gone, one that is joined to the next, and two that changed places."""
    reading = read_article(SAMPLE)
    assert reading.article is not None
    wanted = list(article_words(reading.article))
    assert in_order(wanted, [*wanted[:50], *wanted[51:]])
    assert in_order(wanted, [*wanted[:50], wanted[50] + wanted[51], *wanted[52:]])
    at = wanted.index("Kneel")
    assert in_order(wanted, [*wanted[:at], wanted[at + 1], wanted[at], *wanted[at + 2 :]])
    data = made(samples.every_block()).artifacts[0].data

    def swap(pdf: pikepdf.Pdf) -> None:
        item = next(one for one in elements(pdf, "/L") if len(one.K) > 1)
        item.K = pikepdf.Array(reversed(list(item.K)))

    assert Structure(data).words() != Structure(broken(data, swap)).words()


def test_a_link_is_called_by_its_words() -> None:
    """Not by the bare address that it leads to."""
    structure = Structure(made(samples.every_block()).artifacts[0].data)
    named = {node.fact("Contents") for node in structure.root.walk() if node.role == "OBJR"}
    assert {"more online", "the stretches", "[1]"} <= named
    assert printed_address("https://clinic.example/") in named

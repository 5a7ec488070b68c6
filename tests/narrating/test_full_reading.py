"""The whole article read aloud: every block in its place, as an author would read it out."""

import re
from itertools import takewhile
from pathlib import Path

from pubpipe.checking.parity import expected
from pubpipe.model.article import Article
from pubpipe.model.narration import Script, Speech
from pubpipe.narrating.full_reading import build_reading
from pubpipe.narrating.readable import readable
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for
from pubpipe.wording.spoken import spoken
from tests import samples
from tests.support.golden import Golden

ENGLISH = language_for("en-GB")
SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"


def sample() -> Article:
    """The sample article."""
    article = read_article(SAMPLE).article
    assert article is not None
    return article


def read_aloud(article: Article) -> Script:
    """Its full reading."""
    return build_reading(article, Profile(), ENGLISH)


def said(script: Script) -> list[Speech]:
    """Everything that is spoken, in order."""
    return [cue for chapter in script.chapters for cue in chapter.cues if isinstance(cue, Speech)]


def test_every_block_reads_as_it_should(golden: Golden) -> None:
    """An article with every kind of block."""
    golden("narrating/every-block-reading.txt", readable(read_aloud(samples.every_block())))


def test_the_sample_reads_as_it_should(golden: Golden) -> None:
    """The sample from its title to its dates."""
    golden("narrating/sample-reading.txt", readable(read_aloud(sample())))


def _of_block(block: str, speeches: list[Speech]) -> str:
    """What is said about a block from here on, before anything else is."""
    return " ".join(speech.text for speech in takewhile(lambda speech: speech.block == block, speeches))


def missing(article: Article, speeches: list[Speech]) -> list[str]:
    """The texts of the article that are not spoken, for their own block and in their own place."""
    lost = []
    place = 0
    for one in expected(article, ENGLISH):
        # Marks of citations are for eyes.
        wanted = spoken(re.sub(r"\[\d+\]", "", one.text), ENGLISH).rstrip(".")
        heard = (number for number in range(place, len(speeches)) if wanted in _of_block(one.block, speeches[number:]))
        found = next(heard, None)
        if found is None:
            lost.append(one.text)
        place = place if found is None else found
    return lost


def test_nothing_of_the_article_is_left_out() -> None:
    """What print must hold, text alternatives too, is spoken for its own block, and in the same order."""
    for article in (samples.every_block(), sample()):
        assert missing(article, said(read_aloud(article))) == []


def test_a_lost_or_misplaced_sentence_is_noticed() -> None:
    """The measure itself: one sentence less, or two of them swapped, and it names one."""
    speeches = said(read_aloud(sample()))
    for number, speech in enumerate(speeches):
        if speech.block.startswith("pigeon-pose-s"):
            assert missing(sample(), speeches[:number] + speeches[number + 1 :]) != []
    swapped = [*speeches[:40], speeches[41], speeches[40], *speeches[42:]]
    assert missing(sample(), swapped) != []


def test_chapters_are_the_sections_of_the_first_level() -> None:
    """Between the title and the dates; blocks outside of sections have chapters of their own."""
    titles = [chapter.title for chapter in read_aloud(samples.every_block()).chapters]
    assert titles == [
        "Look after a stiff neck & shoulders",
        "Before you begin",
        "About your neck",
        "Stretches",
        "Important information",
        "References",
        "About this article",
    ]


def test_ids_of_chapters_are_distinct() -> None:
    """A player's chapter list needs them so."""
    ids = [chapter.id for chapter in read_aloud(samples.every_block()).chapters]
    assert len(set(ids)) == len(ids)

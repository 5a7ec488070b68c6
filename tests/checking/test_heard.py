"""What a recording must say: of the full reading, every text of every block, and each lost one is missed."""

import re
from dataclasses import replace

import pytest

from pubpipe.checking import captions, transcript
from pubpipe.checking.finished import Finished
from pubpipe.checking.heard import must_be_heard
from pubpipe.findings import Code
from pubpipe.formats.audio import make
from pubpipe.model.article import Article
from pubpipe.model.recording import READING, Recording
from pubpipe.narrating import narrate, open_voice
from pubpipe.profile import Profile
from pubpipe.wording import language_for
from tests.narrating.scripts import article, stretch
from tests.samples import every_block, publication

ENGLISH = language_for("en-GB")
PARITY = {Code.PARITY_TEXT, Code.PARITY_ORDER, Code.PARITY_DOSE, Code.PARITY_SIDE, Code.PARITY_ALTERNATIVE}


def read_aloud(written: Article, recording: Recording = READING) -> tuple[Finished, Finished]:
    """Transcript and captions of a recording by the silent voice."""
    spoken = narrate(written, Profile(), ENGLISH, open_voice("silent", "en-GB", 140), recording=recording)
    files = make(publication(written, spoken=spoken)).artifacts
    first, second = (
        Finished(files[number].name, files[number].media_type, files[number].data, written, ENGLISH, spoken)
        for number in (1, 2)
    )
    return first, second


@pytest.fixture(scope="module")
def reading() -> tuple[Finished, Finished]:
    """The full reading of every kind of block."""
    return read_aloud(every_block())


def test_a_whole_reading_has_no_findings(reading: tuple[Finished, Finished]) -> None:
    """In writing and in captions."""
    assert transcript.check(reading[0]) == ()
    assert captions.check(reading[1]) == ()


def test_each_sentence_of_an_article_is_missed_if_it_is_not_read(reading: tuple[Finished, Finished]) -> None:
    """Each that the article has, taken out of the transcript: a finding names its block."""
    finished = reading[0]
    whole = finished.data.decode()
    lines = [line for line in whole.splitlines() if re.match(r"\d+:\d\d  ", line)]
    wanted = must_be_heard(finished)
    assert len(wanted) > 60
    unnoticed = []
    for one in wanted:
        (*_, line) = (line for line in lines if one.text in line)
        found = transcript.check(replace(finished, data=whole.replace(line, "").encode()))
        if not PARITY & {finding.code for finding in found}:
            unnoticed.append(one.text)
    assert unnoticed == []


def test_sentences_in_another_order_are_found(reading: tuple[Finished, Finished]) -> None:
    """Steps that have swapped places."""
    finished = reading[0]
    whole = finished.data.decode()
    steps = re.findall(r"Step \d\. [^\n]*", whole)
    swapped = whole.replace(steps[0], "@").replace(steps[1], steps[0]).replace("@", steps[1])
    assert Code.PARITY_ORDER in {one.code for one in transcript.check(replace(finished, data=swapped.encode()))}


def test_the_words_for_a_picture_are_read_out(reading: tuple[Finished, Finished]) -> None:
    """Who listens has nothing else of it."""
    finished = reading[0]
    lost = finished.data.replace(b"Picture: ", b"", 1)
    assert lost != finished.data
    alternative = re.findall(r"Picture: ([^\n]*)", finished.data.decode())[0]
    gone = finished.data.decode().replace(alternative, "")
    assert transcript.check(replace(finished, data=gone.encode()))


def test_a_stretch_by_itself_must_say_its_own_steps_and_no_others() -> None:
    """Its warnings and disclaimers too; a step of another stretch is not missed."""
    two = article(stretch(), stretch(id="sit", steps=("Sit on your right hip.",)))
    finished, _ = read_aloud(two, Recording("stretch", "sit", 2))
    assert transcript.check(finished) == ()
    blocks = {one.block for one in must_be_heard(finished)}
    assert {"warning-1-p1", "sit-s1", "disclaimer-1-p1"} <= blocks
    assert not [block for block in blocks if block.startswith("kneel")]
    for text in ("Stop if it hurts.", "Sit on your left hip.", "This is no advice."):
        assert transcript.check(replace(finished, data=finished.data.replace(text.encode(), b"")))

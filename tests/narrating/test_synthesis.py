"""Script to speech: once each, and only if all of it can be said."""

import re
from dataclasses import dataclass, field

import pytest

from pubpipe.errors import VoiceError
from pubpipe.findings import Code
from pubpipe.model.article import Callout, CalloutRole, Paragraph, SourceLine
from pubpipe.narrating import synthesis
from pubpipe.narrating.synthesis import synthesise, unspeakable, utterances
from pubpipe.narrating.voices.voice import Pronunciation, Sound, Utterance
from tests.narrating.scripts import article, said, script_of, stretch
from tests.samples import words


@dataclass(frozen=True)
class CountingVoice:
    """Remembers what it was asked to say, and refuses words that are given to it."""

    refuses: tuple[str, ...] = ()
    spoken: list[Utterance] = field(default_factory=list)
    name: str = "counting"
    fingerprint: str = "counting"

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """The words that were given to it."""
        return tuple(word for word in self.refuses if word in utterance.text)

    def synthesise(self, utterance: Utterance) -> Sound:
        """One sample."""
        self.spoken.append(utterance)
        return Sound(bytes(2), 24_000)


def test_each_distinct_text_is_spoken_once_in_order_of_first_use() -> None:
    """However often the script says it."""
    script, voice = script_of(article()), CountingVoice()
    sounds = synthesise(script, article(), voice)
    assert len(said(script)) > len(set(said(script)))
    assert [utterance.text for utterance in voice.spoken] == list(dict.fromkeys(said(script)))
    assert set(sounds) == set(said(script))


def test_progress_is_told_after_each_utterance() -> None:
    """From one up to all of them."""
    steps: list[tuple[int, int]] = []
    script = script_of(article())
    synthesise(script, article(), CountingVoice(), lambda done, total: steps.append((done, total)))
    count = len(set(said(script)))
    assert steps == [(number, count) for number in range(1, count + 1)]


def test_only_the_pronunciations_that_a_text_needs_go_with_it() -> None:
    """Whole words, whatever their capitals."""
    written = article(stretch(steps=("Stretch the Iliopsoas.", "Rest."))).model_copy(
        update={"pronounce": (("iliopsoas", "ilio-SO-as"), ("psoas", "SO-as"))}
    )
    wanted = utterances(script_of(written), written)
    assert wanted["Stretch the Iliopsoas."].pronunciations == (Pronunciation("iliopsoas", "ilio-SO-as"),)
    assert wanted["Rest."].pronunciations == ()


def test_what_a_voice_refuses_is_found_with_its_block_and_line_before_anything_is_spoken() -> None:
    """Never a silent loss."""
    line = Paragraph(id="late-p1", content=words("Stop at once 😀."), source=SourceLine(file="article.md", line=31))
    written = article(Callout(id="late", role=CalloutRole.WARNING, blocks=(line,)), stretch())
    voice = CountingVoice(refuses=("😀",))
    (found,) = unspeakable(script_of(written), written, voice)
    assert found.code is Code.UNSPEAKABLE
    assert str(found.position) == "article.md:31"
    assert "“😀” in block “late-p1”" in found.message
    assert found.excerpt == "Stop at once 😀."
    assert found.remedy
    with pytest.raises(VoiceError, match=r"article\.md:31: .*late-p1"):
        synthesise(script_of(written), written, voice)
    assert voice.spoken == []


def test_a_control_character_is_shown_by_its_number() -> None:
    """It could not be seen in a message."""
    written = article(stretch(steps=("Sit\x07 down.",)))
    (found,) = unspeakable(script_of(written), written, CountingVoice(refuses=("\x07",)))[:1]
    assert "U+0007" in found.message


@pytest.mark.parametrize(
    ("refused", "shown"),
    [
        (("е",), "“е” (U+0435, cyrillic small letter ie)"),
        (("н", "о", "г", "а"), "“н”, “о”, “г”, “а”"),
        (("😀", "\ufe0f"), "“😀”, U+FE0F"),
        (("\u00ad",), "U+00AD"),
        (("\u0301",), "U+0301"),
        (("…",), "“…”"),
        (("!?",), "“!?”"),
        (("",), "“”"),
    ],
)
def test_what_is_refused_is_shown_so_that_it_can_be_found(refused: tuple[str, ...], shown: str) -> None:
    """A letter that looks like a Latin one by its name, and what cannot be seen by its number."""
    assert synthesis._quoted(refused) == shown


def test_what_a_lexicon_gives_between_slashes_is_ipa() -> None:
    """And reaches the voice as such, with just the texts that hold the word."""
    told = article().model_copy(update={"pronounce": (("knee", "/niː/"), ("elbow", "EL-boh"))})
    wanted = utterances(script_of(told), told)
    having = {text for text in wanted if re.search(r"\bknee\b", text, re.IGNORECASE)}
    assert having
    assert {text for text, one in wanted.items() if one.pronunciations} == having
    assert {one for text in having for one in wanted[text].pronunciations} == {Pronunciation("knee", ipa="niː")}

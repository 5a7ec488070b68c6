"""Which recordings there are, what each says, and that nothing is spoken or encoded that nobody needs."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import pytest

from pubpipe.decoding import decode
from pubpipe.model.article import CalloutRole
from pubpipe.model.narration import NO_AAC, Narration, Script, speeches
from pubpipe.model.recording import READING, SESSION, Codec, Recording, RecordingName
from pubpipe.model.text import plain
from pubpipe.model.walks import callouts, stretches
from pubpipe.narrating import narrate_all, recordings, script_of
from pubpipe.narrating.voices.voice import Sound, Utterance
from pubpipe.profile import AudioSettings, Profile
from tests.narrating.scripts import ENGLISH, article, stretch
from tests.samples import every_block, paragraph

TWO = article(stretch(), stretch(id="sit", steps=("Sit on your right hip.",)))
ALL: tuple[RecordingName, ...] = ("session", "reading", "stretches")
EACH: tuple[RecordingName, ...] = ("stretches",)
READ: tuple[RecordingName, ...] = ("reading",)


def words_of(script: Script) -> list[str]:
    """All that is said."""
    return [one.text for one in speeches(script)]


@dataclass
class CountingVoice:
    """A tenth of a second of silence a word, and a list of what it was asked for."""

    asked: list[str] = field(default_factory=list)
    name: str = "counting"
    fingerprint: str = "counting"

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Nothing."""
        del utterance
        return ()

    def synthesise(self, utterance: Utterance) -> Sound:
        """As long as the text has words."""
        self.asked.append(utterance.text)
        return Sound(bytes(2 * 2400 * len(utterance.text.split())), 24_000)


PARTS: tuple[Codec, ...] = ("parts",)


def recorded(voice: CountingVoice, *names: RecordingName, codecs: Collection[Codec] = ()) -> tuple[Narration, ...]:
    """Recordings of the article with two stretches."""
    wanted = dict.fromkeys(recordings(TWO, names), codecs)
    return narrate_all(TWO, Profile(), ENGLISH, voice, wanted, lambda _: lambda _done, _total: None)


def test_the_session_is_what_there_is_unless_more_is_asked_for() -> None:
    """And the others come behind it, whatever the order of asking; one for each stretch."""
    single = (Recording("stretch", "kneel", 1), Recording("stretch", "sit", 2))
    assert recordings(TWO, AudioSettings().recordings) == (SESSION,)
    assert recordings(TWO, tuple(reversed(ALL))) == (SESSION, READING, *single)
    assert recordings(TWO, READ) == (READING,)
    assert recordings(TWO, EACH) == single


@pytest.mark.parametrize("names", [("session",), ("stretches",), ("reading",), ALL])
def test_an_article_without_stretches_is_read_in_full(names: tuple[RecordingName, ...]) -> None:
    """There is nothing to guide, and a session would leave most of it unsaid."""
    assert recordings(article(paragraph("p1", "Move more.")), names) == (READING,)


def test_a_stretch_by_itself_has_every_warning_and_disclaimer() -> None:
    """Whoever has that one file alone hears all that is said before and after a session."""
    whole = every_block()
    callout_texts = [
        plain(block.content)
        for role in (CalloutRole.WARNING, CalloutRole.DISCLAIMER)
        for callout in callouts(whole, role)
        for block in callout.blocks
        if hasattr(block, "content")
    ]
    assert callout_texts
    for recording in recordings(whole, EACH):
        said = words_of(script_of(recording, whole, Profile(), ENGLISH))
        assert [text for text in callout_texts if text not in " ".join(said)] == []


def test_a_stretch_by_itself_is_guided_as_in_the_session_and_no_other_is() -> None:
    """The same steps on both sides; of other stretches not a word."""
    kneel, sit = stretches(TWO)
    for own, other in ((kneel, sit), (sit, kneel)):
        (recording,) = (one for one in recordings(TWO, EACH) if one.stretch == own.id)
        alone = script_of(recording, TWO, Profile(), ENGLISH)
        blocks = {one.block for one in speeches(alone)}
        assert own.id in blocks
        assert other.id not in blocks
        whole = script_of(SESSION, TWO, Profile(), ENGLISH)
        steps = [one for one in speeches(whole) if one.block in {step.id for step in own.steps}]
        assert steps == [one for one in speeches(alone) if one.block in {step.id for step in own.steps}]


def test_a_single_stretch_is_not_counted_or_summed_up_with_the_others() -> None:
    """“Learn three stretches” would be wrong for one of them, and so would a number."""
    first = script_of(Recording("stretch", "kneel", 1), TWO, Profile(), ENGLISH)
    assert TWO.summary not in words_of(first)
    assert [chapter.title for chapter in first.chapters][2:4] == ["Kneel, right side", "Kneel, left side"]


def test_titles_tell_recordings_apart() -> None:
    """A player shows little more than them."""
    titles = [script_of(one, every_block(), Profile(), ENGLISH).title for one in recordings(every_block(), ALL)]
    assert len(set(titles)) == len(titles)
    assert all(every_block().title in title for title in titles)


def test_a_reading_says_that_it_is_not_for_the_floor() -> None:
    """Its steps leave no time; where there are no stretches there is nothing to say."""
    warned = "To do the stretches, play the guided session."
    assert warned in words_of(script_of(READING, TWO, Profile(), ENGLISH))
    without = article(paragraph("p1", "Move more."))
    assert warned not in words_of(script_of(READING, without, Profile(), ENGLISH))


def test_what_several_recordings_say_is_spoken_once() -> None:
    """Each distinct text, whatever the number of recordings and the rounds for their announced lengths."""
    voice = CountingVoice()
    made = recorded(voice, *ALL)
    assert len(made) == 4
    assert [text for text, times in Counter(voice.asked).items() if times > 1] == []
    assert {text for one in made for text in words_of(one.script)} <= set(voice.asked)


@pytest.mark.parametrize("codecs", [(), ("mp3",), ("mp3", "aac"), ("small",), ("parts",)])
def test_nothing_is_encoded_that_was_not_asked_for(codecs: tuple[Codec, ...]) -> None:
    """Encoding takes longer than most of the rest."""
    (one,) = recorded(CountingVoice(), "session", codecs=codecs)
    made = {"mp3": bool(one.mp3), "aac": one.aac != NO_AAC, "small": bool(one.small), "parts": bool(one.parts)}
    assert {name for name, is_made in made.items() if is_made} == set(codecs)


def test_parts_are_the_chapters() -> None:
    """One sound for each, as long as it within the padding of an MP3; together they are the recording."""
    (one,) = recorded(CountingVoice(), "session", codecs=PARTS)
    chapters = one.timeline.chapters
    assert len(one.parts) == len(chapters)
    for part, chapter in zip(one.parts, chapters, strict=True):
        meant = (chapter.end - chapter.begin) / one.timeline.rate
        assert decode(part, one.timeline.rate).seconds == pytest.approx(meant, abs=0.1)

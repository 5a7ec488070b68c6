"""Utterances side by side: the same sounds in the same order, and nothing left over."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest

from pubpipe.errors import OutputError, VoiceError
from pubpipe.narrating import batching, open_voice
from pubpipe.narrating.batching import AHEAD, MOST_WORKERS, side_by_side, workers_for
from pubpipe.narrating.spooling import Spool
from pubpipe.narrating.synthesis import synthesise
from pubpipe.narrating.voices import VOICES
from pubpipe.narrating.voices.voice import Sound, Utterance
from tests.narrating.scripts import article, said, script_of

WORKERS = 3


@dataclass
class SlowVoice:
    """Takes the longer for an utterance the earlier it was asked, and remembers how many it spoke at once."""

    dies_at: str = ""
    name: str = "slow"
    fingerprint: str = "slow"
    begun: Iterator[int] = field(default_factory=count)
    texts: list[str] = field(default_factory=list)
    speaking: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """Nothing."""
        del utterance
        return ()

    def synthesise(self, utterance: Utterance) -> Sound:
        """Bytes of its own for each text."""
        with self.lock:
            self.texts.append(utterance.text)
            self.speaking += 1
            self.most = max(self.most, self.speaking)
            number = next(self.begun)
        time.sleep(0.02 if number % WORKERS == 0 else 0.002)
        with self.lock:
            self.speaking -= 1
        if utterance.text == self.dies_at:
            raise VoiceError(f"The voice died at {utterance.text}.", "Try again.")
        return sound_of(utterance.text)


def sound_of(text: str) -> Sound:
    """The sound of a text by that voice."""
    return Sound(text.encode("utf-16-le"), 24_000)


def wanted(number: int) -> list[Utterance]:
    """So many utterances."""
    return [Utterance(f"Text {one}.") for one in range(number)]


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No thread outlives what it was started for."""
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) == before


@pytest.mark.parametrize("workers", [1, 2, WORKERS])
def test_sounds_come_in_the_order_in_which_they_are_wanted(workers: int) -> None:
    """Although later ones are finished earlier, each is made once, and as many at a time as there are workers."""
    voice = SlowVoice()
    with side_by_side(voice.synthesise, wanted(20), workers) as sounds:
        assert list(sounds) == [sound_of(one.text) for one in wanted(20)]
    assert sorted(voice.texts) == sorted(one.text for one in wanted(20))
    assert voice.most == workers


def test_few_are_made_ahead() -> None:
    """However many are wanted: memory does not grow with them."""
    voice = SlowVoice()
    with side_by_side(voice.synthesise, wanted(500), WORKERS) as sounds:
        next(sounds)
        time.sleep(0.1)
        assert len(voice.texts) <= WORKERS * AHEAD + 1


def test_a_voice_that_dies_is_heard_of_when_its_turn_comes_and_the_rest_is_dropped() -> None:
    """As the voice said it, whatever the others were doing."""
    voice = SlowVoice(dies_at="Text 4.")
    taken: list[Sound] = []
    with (
        pytest.raises(VoiceError, match=r"died at Text 4\."),
        side_by_side(voice.synthesise, wanted(500), WORKERS) as sounds,
    ):
        taken += sounds
    assert taken == [sound_of(one.text) for one in wanted(4)]
    assert len(voice.texts) <= 5 + WORKERS * AHEAD


def test_what_waits_for_a_worker_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though much of it were given out beforehand."""
    monkeypatch.setattr(batching, "AHEAD", 100)
    voice = SlowVoice()
    with side_by_side(voice.synthesise, wanted(500), WORKERS) as sounds:
        next(sounds)
    assert len(voice.texts) < 100


@pytest.mark.parametrize("reason", [KeyboardInterrupt, OutputError("The disk is full.", "Make room.")])
def test_an_interrupted_recording_stops_speaking(reason: BaseException | type[BaseException]) -> None:
    """Ctrl-C or a full disk: what was not begun never is."""
    voice = SlowVoice()

    def interrupt(done: int, total: int) -> None:
        assert total > WORKERS * AHEAD + 1
        if done == 1:
            raise reason

    expected = reason if isinstance(reason, type) else type(reason)
    with pytest.raises(expected):
        synthesise(script_of(article()), article(), voice, interrupt, workers=WORKERS)
    begun = len(voice.texts)
    assert begun <= WORKERS * AHEAD + 1
    time.sleep(0.05)
    assert len(voice.texts) == begun


def test_progress_and_order_do_not_depend_on_the_workers() -> None:
    """From one up to all, and the spool in order of first use."""
    script, steps = script_of(article()), []
    sounds = synthesise(script, article(), SlowVoice(), lambda done, _: steps.append(done), workers=WORKERS)
    assert steps == list(range(1, len(sounds) + 1))
    assert list(sounds) == list(dict.fromkeys(said(script)))


def test_what_is_known_is_not_spoken_again() -> None:
    """Neither does it shift the others."""
    script, voice = script_of(article()), SlowVoice()
    texts = list(dict.fromkeys(said(script)))
    known = Spool()
    known.update({text: Sound(b"ok", 24_000) for text in texts[1::2]})
    sounds = synthesise(script, article(), voice, None, known, WORKERS)
    assert sorted(voice.texts) == sorted(texts[::2])
    assert dict(sounds) == {text: known.get(text, sound_of(text)) for text in texts}


def test_the_default_voice_makes_the_same_bytes_with_two_workers_as_with_one() -> None:
    """Twice over, since threads meet differently each time."""
    script = script_of(article())
    one, *others = (
        dict(synthesise(script, article(), open_voice("hibari", "en-GB", 140), None, workers=workers))
        for workers in (1, 2, 2)
    )
    assert all(other == one for other in others)


def test_only_voices_that_can_speak_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine of many cores some; a service must not be pressed, and espeak's library can do one thing only."""
    monkeypatch.setattr(batching, "cores", lambda: 64)
    chosen = {entry.name: workers_for(open_voice(entry.name, "en-GB", 140)) for entry in VOICES}
    assert chosen == {"hibari": MOST_WORKERS, "piper": 1, "espeak-ng": 1, "gtts": 1, "silent": 1}
    assert workers_for(SlowVoice()) == 1


@pytest.mark.parametrize(("cores", "expected"), [(1, 1), (2, 2), (3, 3)])
def test_there_are_no_more_workers_than_cores(monkeypatch: pytest.MonkeyPatch, cores: int, expected: int) -> None:
    """With one core there is nothing to share out."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert workers_for(open_voice("hibari", "en-GB", 140)) == expected


def test_where_a_system_does_not_tell_what_a_process_may_use_all_cores_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS."""
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert workers_for(open_voice("hibari", "en-GB", 140)) == 3

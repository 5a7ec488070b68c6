"""A recording heard in passages: as it is heard at once, and again only where it is another."""

import random

import numpy
import pytest
from numpy.typing import NDArray

from pubpipe.checking.audio import check
from pubpipe.checking.ear import heard
from pubpipe.checking.finished import Finished
from pubpipe.checking.listening import listened, seconds
from pubpipe.decoding import Passage, decode, play_in_passages
from pubpipe.formats.audio import make
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.narrating.encoding.mp3 import Mp3
from pubpipe.storing import Kept
from tests.samples import narration, publication

RATE = 24_000
Sound = NDArray[numpy.int16]


def noise(seed: int, length: int) -> Sound:
    """So many seconds of noise that swells and fades, and is silent in between."""
    chance = numpy.random.default_rng(seed)
    envelope = numpy.maximum(0.0, numpy.sin(numpy.arange(length * RATE) * (2.0 * numpy.pi / (3 * RATE))))
    sound: Sound = (chance.normal(0.0, 3000.0, length * RATE) * envelope).astype(numpy.int16)
    return sound


def mp3(*sounds: Sound, rate: int = RATE) -> bytes:
    """The sounds, each encoded by itself, one after the other."""
    streams = []
    for sound in sounds:
        encoder = Mp3(rate, 64)
        encoder.add(sound)
        streams.append(encoder.finished())
    return b"".join(streams)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The samples of each passage that was decoded."""
    found: list[int] = []
    pcm = Passage.pcm

    def counted(self: Passage) -> bytes:
        sound = pcm(self)
        found.append(len(sound) // 2)
        return sound

    monkeypatch.setattr(Passage, "pcm", counted)
    return found


def in_passages(data: bytes, rate: int) -> list[bytes]:
    """The sound of each."""
    found: list[bytes] = []

    def hear(passage: Passage) -> int:
        found.append(passage.pcm())
        return len(found[-1]) // 2

    play_in_passages(data, rate, hear)
    return found


@pytest.mark.parametrize(("rate", "at"), [(24_000, 24_000), (44_100, 44_100), (24_000, 44_100)])
def test_passages_are_the_whole(rate: int, at: int) -> None:
    """To the bit, wherever they are cut; sound whose rate is changed is not cut."""
    data = mp3(noise(1, 60), noise(2, 50), rate=rate)
    found = in_passages(data, at)
    assert b"".join(found) == decode(data, at).pcm
    assert len(found) > 1 if rate == at else len(found) == 1


def test_an_audiobook_is_heard_whole() -> None:
    """What is not to be heard at its beginning is not; noise that a decoder makes up is the only difference."""
    spoken = narration()
    (data,) = (one.data for one in make(publication(spoken=spoken)).artifacts if one.media_type == "audio/mp4")
    whole = decode(data, RATE).pcm
    played, found = listened(data, RATE, FORGETFUL)
    assert played.samples == found.samples == len(whole) // 2
    assert found.peak == pytest.approx(heard(whole).peak, rel=0.05)


def test_what_was_heard_before_is_not_played(played: list[int]) -> None:
    """And comes out the same, silence across passages too."""
    data, memory = mp3(noise(1, 90)), Kept()
    first = listened(data, RATE, memory)
    assert sum(played) == first[0].samples
    played.clear()
    assert listened(data, RATE, memory) == first
    assert not played
    assert first[1] == heard(decode(data, RATE).pcm)
    assert first[0] == listened(data, RATE, FORGETFUL)[0]


def test_after_an_edit_only_what_is_new_is_played(played: list[int]) -> None:
    """Ten seconds of four minutes, and what is in their passages."""
    memory = Kept()
    listened(mp3(noise(1, 120), noise(2, 10), noise(3, 120)), RATE, memory)
    played.clear()
    data = mp3(noise(1, 120), noise(4, 7), noise(3, 120))
    found = listened(data, RATE, memory)
    assert 7 * RATE <= sum(played) < 80 * RATE
    assert found == listened(data, RATE, FORGETFUL)


@pytest.mark.parametrize(
    "value", [b"", b"7", b"2\n[]", b"14\n[[1,2,3,4],[]]", b"16\n[[1,2,3,4,5],[]]", b"20\n[[1,2,3,4,[5,6]],[]"]
)
def test_what_cannot_have_been_heard_is_heard_again(value: bytes) -> None:
    """Whatever a memory holds."""
    data, memory = mp3(noise(1, 30)), Kept()
    first = listened(data, RATE, memory)
    memory._values = dict.fromkeys(memory._values, value)
    assert listened(data, RATE, memory) == first
    assert value not in memory._values.values()


def test_a_fault_is_found_each_time() -> None:
    """A sound that is remembered is one that was heard, and not one that was good."""
    spoken, memory = narration(), Kept()
    loud = mp3(numpy.clip(noise(1, round(spoken.timeline.seconds)).astype(int) * 20, -32_768, 32_767))
    article, language = publication().article, publication().language
    for _ in range(2):
        found = check(Finished("a.mp3", "audio/mpeg", loud, article, language, spoken, memory=memory))
        assert any("peaks at" in one.message for one in found)


@pytest.mark.parametrize("data", [b"", b"no sound", mp3(noise(1, 2))[:3]])
def test_what_holds_no_sound_says_so(data: bytes) -> None:
    """Each time."""
    memory = Kept()
    for _ in range(2):
        with pytest.raises(ValueError, match=r"sound|decoded"):
            listened(data, RATE, memory)
        with pytest.raises(ValueError, match=r"sound|opened"):
            seconds(data, memory)


def test_a_length_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the bytes of the sound."""
    memory, data = Kept(), mp3(noise(1, 20))
    found = seconds(data, memory)
    assert found == pytest.approx(20, abs=0.1)
    monkeypatch.setattr("pubpipe.checking.listening.length", lambda _: 0.0)
    assert seconds(data, memory) == found
    assert seconds(mp3(noise(2, 20)), memory) == 0.0


def test_random_files_are_heard_as_they_are_without_a_memory() -> None:
    """A hundred, with damage anywhere: the same sound or the same refusal, and nothing else."""
    chance, whole = random.Random(8), mp3(noise(5, 40))  # noqa: S311 - nothing secret
    memory = Kept()
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(1, 400)] = chance.randbytes(chance.randint(0, 400))
        assert outcome(bytes(data), memory) == outcome(bytes(data), FORGETFUL)


def outcome(data: bytes, memory: Memory) -> object:
    """What is heard, or what is said of it."""
    try:
        return listened(data, RATE, memory)
    except ValueError as error:
        return str(error)


def test_a_finished_file_is_itself_whatever_remembers_for_it() -> None:
    """Files are compared by what they hold."""
    one = Finished("a.mp3", "audio/mpeg", b"", publication().article, publication().language)
    assert one == Finished("a.mp3", "audio/mpeg", b"", publication().article, publication().language, memory=Kept())

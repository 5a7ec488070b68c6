"""What was said before is not said again, nor asked about; and a recording does not depend on that."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from pubpipe.errors import VoiceError
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.recording import READING, SESSION, Codec, Recording
from pubpipe.narrating import Memory, Voice, findings, narrate_all, open_voice, speak, voices
from pubpipe.narrating.repertoire import Repertoire
from pubpipe.narrating.studio import Studio
from pubpipe.narrating.voices import hibari
from pubpipe.narrating.voices.voice import Pronunciation, Sound, Utterance
from pubpipe.profile import Profile
from tests.narrating.scripts import ENGLISH, STEPS, article, stretch

RATE = 24_000
MP3: tuple[Codec, ...] = ("mp3",)
SAID = Utterance("Bend your psoas.", (Pronunciation("psoas", "SO-as"),))


@dataclass
class Shelf:
    """A memory that is a dictionary."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What was put there."""
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keeps it."""
        self.kept[key] = data


@dataclass
class Reading(Shelf):
    """Counts the bytes that are read of it."""

    read: int = 0

    def get(self, key: str) -> bytes | None:
        """What was put there."""
        data = super().get(key)
        self.read += len(data or b"")
        return data


@dataclass
class Speaker:
    """Speaks in samples that are the letters, and counts what it was asked."""

    name: str = "speaker"
    fingerprint: str = "speaker 1"
    refuses: str = ""
    spoken: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def refused(self, utterance: Utterance) -> tuple[str, ...]:
        """A word that was given to it."""
        self.asked.append(utterance.text)
        return (self.refuses,) if self.refuses and self.refuses in utterance.text else ()

    def synthesise(self, utterance: Utterance) -> Sound:
        """A tenth of a second for each letter."""
        self.spoken.append(utterance.text)
        return Sound(b"".join(bytes([ord(letter) % 128, 1]) * (RATE // 10) for letter in utterance.text), RATE)


def recorded(voice: Voice, memory: Memory, written: Article | None = None) -> Narration:
    """The session."""
    return Studio(written or article(), Profile(), ENGLISH, voice, memory=memory).narrate(SESSION, MP3)


def without_a_sound(shelf: Shelf) -> str:
    """Lose what was encoded and one sound, but not its label; what it says."""
    speaker = Speaker()
    recorded(speaker, Shelf())
    repertoire, said = Repertoire(speaker, shelf), [Utterance(text) for text in speaker.spoken]
    lost = repertoire._key(said[0])
    left = {repertoire._key(one, kind) for one in said for kind in ("utterance", "label")} - {lost}
    shelf.kept = {key: data for key, data in shelf.kept.items() if key in left}
    assert len(shelf.kept) == 2 * len(said) - 1
    return said[0].text


def unseen(_: Recording) -> Callable[[int, int], None]:
    """Progress that nobody looks at."""
    return lambda _done, _total: None


def test_a_sound_comes_back_as_it_was() -> None:
    """With its rate."""
    repertoire = Repertoire(Speaker(), Shelf())
    assert not repertoire.has(SAID)
    for rate in (22_050, 24_000):
        repertoire.keep(SAID, Sound(b"abcd", rate))
        assert repertoire.recalled(SAID) == Sound(b"abcd", rate)


@pytest.mark.parametrize(
    ("voice", "utterance"),
    [
        (Speaker(fingerprint="speaker 2"), SAID),
        (Speaker(name="other"), SAID),
        (Speaker(), Utterance("Bend your psoas", SAID.pronunciations)),
        (Speaker(), Utterance(SAID.text)),
        (Speaker(), Utterance(SAID.text, (Pronunciation("psoas", ipa="SO-as"),))),
        (Speaker(), Utterance(SAID.text, (Pronunciation("psoas", "so-AS"),))),
    ],
    ids=["another pace", "another voice", "another text", "none", "in IPA", "another stress"],
)
def test_another_sound_is_never_taken_for_it(voice: Voice, utterance: Utterance) -> None:
    """Whatever it differs in."""
    shelf = Shelf()
    Repertoire(Speaker(), shelf).keep(SAID, Sound(b"ab", RATE))
    assert Repertoire(Speaker(), shelf).has(SAID)
    assert not Repertoire(voice, shelf).has(utterance)


def test_other_code_says_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a sentence is cut or refused may have changed with it."""
    shelf = Shelf()
    Repertoire(Speaker(), shelf).keep(SAID, Sound(b"ab", RATE))
    monkeypatch.setattr("pubpipe.narrating.repertoire.code_of", lambda *_: "other code")
    assert not Repertoire(Speaker(), shelf).has(SAID)


def test_the_second_recording_speaks_nothing_and_asks_nothing() -> None:
    """And is the same to the byte as without a memory."""
    shelf, first, second = Shelf(), Speaker(), Speaker()
    anew = recorded(Speaker(), Shelf())
    assert recorded(first, shelf) == anew
    assert recorded(second, shelf) == anew
    assert first.spoken
    assert second.spoken == second.asked == []


def test_one_changed_sentence_is_one_utterance() -> None:
    """In the middle of the others, which are found; the recording is that of a build from nothing."""
    shelf, voice = Shelf(), Speaker()
    recorded(Speaker(), shelf)
    changed = article(
        stretch(steps=(STEPS[0], "Keep your left foot flat on the floor.")),
    )
    assert recorded(voice, shelf, changed) == recorded(Speaker(), Shelf(), changed)
    assert (
        voice.spoken
        == voice.asked
        == ["Keep your left foot flat on the floor.", "Keep your right foot flat on the floor."]
    )


def test_what_was_said_is_not_asked_about_in_findings_either() -> None:
    """So that a voice need not even be loaded; what it would refuse is still found."""
    shelf, voice = Shelf(), Speaker()
    speak(article(), Profile(), ENGLISH, voice, (SESSION, READING), unseen, memory=shelf)
    said = len(voice.asked)
    assert findings(article(), Profile(), ENGLISH, voice, (SESSION, READING), shelf) == ()
    # The session announces its length only once it is known.
    assert len(voice.asked) == said
    other = Speaker(refuses="stool")
    (found,) = findings(article(stretch(steps=("Fetch a stool.",), sides=())), Profile(), ENGLISH, other, memory=shelf)
    assert "stool" in found.message


def test_what_is_refused_is_never_remembered() -> None:
    """Neither it nor what stands beside it: nothing is said before all can be."""
    shelf = Shelf()
    for _ in range(2):
        voice = Speaker(refuses="foot")
        with pytest.raises(VoiceError, match="foot"):
            recorded(voice, shelf)
        assert voice.spoken == []
    assert shelf.kept == {}


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-2], lambda data: data[:40], lambda _: b"", lambda data: data[:-1] + b"\xff"]
)
def test_a_damaged_sound_is_said_again_and_mended(damage: Callable[[bytes], bytes]) -> None:
    """It is treated as if nothing were there."""
    shelf = Shelf()
    anew = recorded(Speaker(), shelf)
    whole, voice = dict(shelf.kept), Speaker()
    shelf.kept = {key: damage(data) for key, data in whole.items()}
    assert recorded(voice, shelf) == anew
    assert voice.spoken
    assert shelf.kept == whole


def test_a_lost_sound_whose_label_was_left_is_said_again() -> None:
    """As a store does that lets go of what was used least recently; the recording is the same, and all is mended."""
    shelf, voice = Shelf(), Speaker()
    anew = recorded(Speaker(), shelf)
    whole, lost = dict(shelf.kept), without_a_sound(shelf)
    assert recorded(voice, shelf) == anew
    assert voice.spoken == [lost]
    assert voice.asked == []
    assert shelf.kept == whole


def test_a_lost_sound_that_the_voice_says_otherwise_now_is_refused_once() -> None:
    """What was made of its label does not hold for another sound; the next build goes by the new one."""
    shelf = Shelf()
    recorded(Speaker(), shelf)
    without_a_sound(shelf)

    class Other(Speaker):
        def synthesise(self, utterance: Utterance) -> Sound:
            return Sound(super().synthesise(utterance).pcm[2:], RATE)

    with pytest.raises(VoiceError, match="in another way than before"):
        recorded(Other(), shelf)
    recorded(Other(), shelf)


def test_what_a_recording_says_is_not_read_where_nothing_is_mixed() -> None:
    """Its labels are enough to know that it is the one that was made before."""
    wanted, codecs, shelf = (SESSION, READING), MP3, Reading()
    studio = Studio(article(), Profile(), ENGLISH, Speaker(), memory=shelf)
    names = [studio.record(one, codecs) for one in wanted]
    recordings = sum(len(shelf.kept[name]) for name in names)
    shelf.read = 0
    studio = Studio(article(), Profile(), ENGLISH, Speaker(), memory=shelf)
    assert [studio.record(one, codecs) for one in wanted] == names
    assert shelf.read - recordings < 100_000 < sum(map(len, shelf.kept.values()))


@pytest.mark.parametrize("data", [b"", b"\0\0\x5d\xc0", b"\0\0\x5d\xc0a", b"\0\0\0\0ab", b"\xff\xff\xff\xffab"])
def test_what_can_be_no_sound_is_not_taken_for_one(data: bytes) -> None:
    """Without a sample, with half of one, or at an impossible rate."""
    shelf, repertoire = Shelf(), Repertoire(Speaker(), Shelf())
    repertoire = Repertoire(Speaker(), shelf)
    repertoire.keep(SAID, Sound(data[4:], int.from_bytes(data[:4], "big")))
    assert repertoire.recalled(SAID) is None


def test_all_that_recordings_say_can_be_said_beforehand() -> None:
    """With the length that is announced: each recording then finds all of it, whoever makes it."""
    shelf, voice = Shelf(), Speaker()
    progress: list[tuple[int, int]] = []
    wanted = (SESSION, READING, Recording("stretch", "kneel", 1))
    speak(article(), Profile(), ENGLISH, voice, wanted, lambda _: lambda *step: progress.append(step), memory=shelf)
    assert len(voice.spoken) == len(set(voice.spoken))
    assert progress[-1][0] == progress[-1][1]
    for one in wanted:
        late = Speaker()
        narrate_all(article(), Profile(), ENGLISH, late, {one: ()}, unseen, memory=shelf)
        assert late.spoken == late.asked == []


def test_a_remembered_recording_never_loads_the_default_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which takes half a second."""
    shelf = Shelf()
    first = recorded(open_voice("hibari", "en-GB", 140), shelf)
    monkeypatch.setattr("hibari.Hibari", None)
    hibari._loaded.cache_clear()
    voices._OPEN.clear()
    voice = open_voice("hibari", "en-GB", 140)
    assert findings(article(), Profile(), ENGLISH, voice, memory=shelf) == ()
    assert recorded(voice, shelf) == first
    with pytest.raises(VoiceError, match="cannot be loaded"):
        recorded(voice, Shelf())

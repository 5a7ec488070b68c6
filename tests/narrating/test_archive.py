"""Recordings that were made before: taken where all is the same, made where anything is not, and never half."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.memory import Memory
from pubpipe.model.article import Article
from pubpipe.model.narration import Narration
from pubpipe.model.recording import READING, SESSION, Codec, Recording
from pubpipe.narrating import studio
from pubpipe.narrating.archive import found, keep
from pubpipe.narrating.studio import Studio
from pubpipe.narrating.voices.silent import SilentVoice
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.storing import Kept
from pubpipe.wording import language_for

SOUND = Path(__file__).parents[1] / "findings" / "sound" / "article.md"
VOICE = SilentVoice(140)
MP3: tuple[Codec, ...] = ("mp3",)
BOTH: tuple[Codec, ...] = ("mp3", "aac")


@pytest.fixture
def article() -> Article:
    """A short one."""
    found = read_article(SOUND).article
    assert found
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recordings that were made and not taken."""
    names: list[str] = []
    make = Studio._made

    def counted(self: Studio, recording: Recording, *others: object) -> object:
        names.append(recording.kind)
        return make(self, recording, *others)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(studio.Studio, "_made", counted)
    return names


def recorded(article: Article, memory: Memory, codecs: tuple[Codec, ...] = MP3) -> Narration | None:
    """The session as another studio with this memory has it, at last."""
    studio = Studio(article, Profile(), language_for("en-GB"), VOICE, memory=memory)
    return found(studio.record(SESSION, codecs), memory)


def test_the_same_is_taken_and_is_the_same(article: Article, made: list[str]) -> None:
    """Script, timeline and sound, in another studio with the same memory; as it is without one."""
    memory = Kept()
    first, again = (recorded(article, memory, BOTH) for _ in range(2))
    assert again == first
    assert made == ["session"]
    assert first == Studio(article, Profile(), language_for("en-GB"), VOICE).narrate(SESSION, BOTH)


OTHERS: dict[str, Callable[[Article], tuple[Article, Profile, Recording, tuple[Codec, ...]]]] = {
    "words": lambda one: (one.model_copy(update={"title": "Another title"}), Profile(), SESSION, ("mp3",)),
    "codecs": lambda one: (one, Profile(), SESSION, ("mp3", "small")),
    "recording": lambda one: (one, Profile(), READING, ("mp3",)),
    "mastering": lambda one: (
        one,
        Profile().model_copy(update={"audio": Profile().audio.model_copy(update={"mastering": "quiet"})}),
        SESSION,
        ("mp3",),
    ),
    "pauses": lambda one: (
        one,
        Profile().model_copy(update={"audio": Profile().audio.model_copy(update={"step_pause": 9.0})}),
        SESSION,
        ("mp3",),
    ),
}


@pytest.mark.parametrize("other", OTHERS)
def test_anything_else_is_made(article: Article, made: list[str], other: str) -> None:
    """Words, codecs, recording, mastering, pauses: each is part of what it is made from."""
    memory = Kept()
    recorded(article, memory)
    changed, profile, recording, codecs = OTHERS[other](article)
    Studio(changed, profile, language_for("en-GB"), VOICE, memory=memory).record(recording, codecs)
    assert len(made) == 2


def test_what_is_damaged_is_made_again(article: Article, made: list[str]) -> None:
    """Each value of the memory in turn: the recording is right each time."""
    memory = Kept()
    whole = recorded(article, memory)
    for name, data in list(memory._values.items()):
        memory.put(name, data[: len(data) // 2])
        assert recorded(article, memory) == whole
    assert len(made) > 1


def test_a_recording_is_found_by_its_own_key(article: Article) -> None:
    """Another recording has another key, and nothing has the key of nothing."""
    memory = Kept()
    one = Studio(article, Profile(), language_for("en-GB"), VOICE).narrate(SESSION, MP3)
    name = keep(one, memory)
    assert found(name, memory) == one
    assert keep(replace(one, voice="another"), memory) != name
    assert found("0" * 64, memory) is None

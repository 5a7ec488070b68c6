"""The voices, in one literal table that is also the source of `pubpipe voices`.

An engine is imported when its voice is opened and not before. A voice is chosen once and kept for
the whole recording: where it fails, the recording fails, since a voice that changes halfway
through an exercise frightens whoever lies there with closed eyes.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pubpipe.errors import UsageError, VoiceError
from pubpipe.narrating.voices.voice import Voice

__all__ = ["VOICES", "Voice", "VoiceEntry", "files_of", "make_ready", "open_voice"]


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice as the command line shows it.

    languages: primary subtags of BCP 47; online: whether the text leaves the machine;
    package: what `pip install` needs for it; module: where its `open_voice` is; takes_model:
    whether a file may be named after a colon, as in piper:/path/voice.onnx; takes_turns: whether it
    speaks one utterance at a time, as its engine or a service demands, or as it uses all cores itself.
    """

    name: str
    title: str
    languages: tuple[str, ...]
    online: bool
    package: str
    module: str
    takes_model: bool = False
    takes_turns: bool = True


VOICES: tuple[VoiceEntry, ...] = (
    VoiceEntry(
        "hibari",
        "Heart, an American woman; works without a network",
        ("en",),
        online=False,
        package="hibari-tts[fast]",
        module="pubpipe.narrating.voices.hibari",
        takes_turns=False,
    ),
    VoiceEntry(
        "piper",
        "Joe, an American man, or any voice as piper:/path/voice.onnx; works without a network",
        ("en",),
        online=False,
        package="pubpipe[piper]",
        module="pubpipe.narrating.voices.piper",
        takes_model=True,
    ),
    VoiceEntry(
        "espeak-ng",
        "A robot, British or American; works without a network",
        ("en",),
        online=False,
        package="pubpipe[espeak]",
        module="pubpipe.narrating.voices.espeak",
    ),
    VoiceEntry(
        "gtts",
        "Google Translate's voice; sends the text to Google",
        ("en",),
        online=True,
        package="gTTS",
        module="pubpipe.narrating.voices.gtts",
    ),
    VoiceEntry(
        "silent",
        "No voice: the right lengths without a sound, for trying out",
        ("en",),
        online=False,
        package="pubpipe",
        module="pubpipe.narrating.voices.silent",
    ),
)


class _Module(Protocol):
    def open_voice(self, language: str, words_per_minute: int, *model: Path) -> Voice: ...


def open_voice(name: str, language: str, words_per_minute: int) -> Voice:
    """The voice of that name for a BCP 47 tag, ready to speak at a rate.

    A name may be followed by a colon and the path of a model, where the voice takes one. Raises
    UsageError for a name that is not in the table, and VoiceError where the voice does not speak
    the language, its package is not installed or its model cannot be used.
    """
    entry, model = _chosen(name)
    if language.partition("-")[0] not in entry.languages:
        raise VoiceError(
            f"The voice “{entry.name}” does not speak the article's language, {language}.",
            f"It speaks {', '.join(entry.languages)}. `pubpipe voices` lists the voices with their languages.",
        )
    try:
        return _of_module(cast("_Module", import_module(entry.module)), language, words_per_minute, model)
    except ImportError as error:
        raise VoiceError(
            f"The voice “{entry.name}” is not installed ({error}).",
            f"Install it with: pip install '{entry.package}'. Or choose another: `pubpipe voices` lists them.",
        ) from error


def _of_module(module: _Module, language: str, words_per_minute: int, model: tuple[Path, ...]) -> Voice:
    if model:
        # A file may be another one the next time.
        return module.open_voice(language, words_per_minute, *model)
    return _opened(module.open_voice, language, words_per_minute)


def make_ready(name: str | None) -> None:
    """Load the engine of the default voice, which takes longest, where it is the one that is asked for (or None is).

    It is no voice yet, and what goes wrong is told when one is opened.
    """
    if name in {None, VOICES[0].name}:
        with suppress(ImportError):
            import_module(VOICES[0].module).load_engine()


_OPEN: dict[int, dict[tuple[object, str, int], Voice]] = {}
"""The voices that each process has opened. A process that was forked has those of its parent too, whose engines'
threads it has not: they can neither be used there nor even be let go of, which waits for those threads for ever."""
MOST_OPEN = 4


def _opened(open_voice: Callable[[str, int], Voice], language: str, words_per_minute: int) -> Voice:
    """A voice stays open for the next article: loading one takes as long as some minutes of its speech."""
    mine = _OPEN.setdefault(os.getpid(), {})
    wanted = (open_voice, language, words_per_minute)
    voice = mine.pop(wanted, None) or open_voice(language, words_per_minute)
    mine[wanted] = voice
    while len(mine) > MOST_OPEN:
        del mine[next(iter(mine))]
    return voice


def files_of(name: str) -> tuple[Path, ...]:
    """The files of a model that a voice is named with: any of them may be another one the next time.

    Raises UsageError as `open_voice` does.
    """
    _, model = _chosen(name)
    return tuple(file for one in model for file in (one, one.with_name(f"{one.name}.json")))


def _chosen(name: str) -> tuple[VoiceEntry, tuple[Path, ...]]:
    """The entry that a name means, and the model named after it if one is."""
    base, colon, path = name.partition(":")
    entry = next((voice for voice in VOICES if voice.name == base), None)
    if entry is None:
        known = ", ".join(voice.name for voice in VOICES)
        raise UsageError(f"There is no voice “{name}”.", f"Choose one of these: {known}.")
    if colon and not (entry.takes_model and path):
        raise UsageError(
            f"“{name}” names no voice: “{base}” takes {'a path' if entry.takes_model else 'nothing'} after the colon.",
            f"Write {base}:/path/voice.onnx, or {base} alone." if entry.takes_model else f"Write {base} alone.",
        )
    return entry, (Path(path).expanduser(),) if path else ()

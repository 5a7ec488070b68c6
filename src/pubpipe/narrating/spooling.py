"""Utterances kept outside the memory: a recording of an hour must not need more of it than one of a minute.

What is spoken goes into one temporary file, which the system removes with the process however that ends.
"""

import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from threading import RLock
from typing import IO

import numpy

from pubpipe.errors import OutputError, VoiceError
from pubpipe.narrating.composition import Utterances
from pubpipe.narrating.labelled import Label, Labelled
from pubpipe.narrating.mastering import resampled
from pubpipe.narrating.remembering import Fact
from pubpipe.narrating.sounds import Samples
from pubpipe.narrating.voices.voice import Sound

IN_MEMORY = 4_000_000
"""Bytes up to which no file is needed: some 80 seconds of speech."""
FULL_SCALE = 32768.0


class Spool(Labelled, MutableMapping[str, Sound]):
    """Sounds by their text, in order of their first use; each is read anew whenever it is asked for, by any thread."""

    def __init__(self) -> None:
        # Closed by whoever lets go of the spool, as its sounds are needed to the end of the recording.
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._labels: dict[str, Label] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._promised: dict[str, Callable[[], Sound]] = {}
        self._end = 0
        # A file has one place that it is read and written at, and not every voice speaks in two threads at a time.
        self._lock = RLock()
        weakref.finalize(self, close, self._file)

    def __setitem__(self, text: str, sound: Sound) -> None:
        self._write(text, sound)
        self._labels[text] = Label.of(sound)

    def promise(self, text: str, label: Label, fetch: Callable[[], Sound]) -> None:
        """Puts a sound in its place, which is fetched when it is asked for."""
        self._labels[text], self._promised[text] = label, fetch

    def __getitem__(self, text: str) -> Sound:
        with self._lock:
            if fetch := self._promised.get(text):
                return self._fetched(text, fetch())
            begin, length = self._places[text]
            # What was written last may reach the disk only now.
            with said_of_the_disk():
                self._file.seek(begin)
                pcm = self._file.read(length)
        return Sound(pcm, self._labels[text].rate)

    def label(self, text: str) -> Label:
        """What is known of a sound without reading it."""
        return self._labels[text]

    def arrange(self, texts: Iterable[str]) -> None:
        """Puts the sounds into the order of their texts, of which there must be one for each."""
        arranged = {text: self._labels[text] for text in texts}
        if len(arranged) != len(self._labels):
            raise ValueError("there are sounds without a place in the order")
        self._labels = arranged

    def __delitem__(self, text: str) -> None:
        del self._labels[text]
        self._places.pop(text, None)
        self._promised.pop(text, None)

    def __contains__(self, text: object) -> bool:
        return text in self._labels

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def _fetched(self, text: str, sound: Sound) -> Sound:
        """A sound that was promised, once it is here; all that was made of its label holds for it alone."""
        if Label.of(sound) != self._labels[text]:
            raise VoiceError(
                f"The voice says “{text}” in another way than before, and what it said then is no longer in the cache.",
                "Build again.",
            )
        self._write(text, sound)
        self._promised.pop(text, None)
        return sound

    def _write(self, text: str, sound: Sound) -> None:
        with self._lock:
            with said_of_the_disk():
                self._file.seek(self._end)
                self._file.write(sound.pcm)
            self._places[text] = (self._end, len(sound.pcm))
            self._end += len(sound.pcm)


@contextmanager
def said_of_the_disk() -> Iterator[None]:
    """Raises OutputError for what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"The speech cannot be kept in {_folder()}: {error.strerror or error}.",
            "Make room there, or name another folder in the environment variable TMPDIR.",
        ) from error


def _folder() -> str:
    try:
        return tempfile.gettempdir()
    except OSError:
        return "any temporary folder"


def close(file: IO[bytes]) -> None:
    """Lets go of the file; on a full disk closing it fails as well, and then there is nothing to keep."""
    with suppress(OSError):
        file.close()


class Resampled(Utterances):
    """Sounds as samples (full scale being 1) at one rate, each read anew whenever it is asked for."""

    def __init__(self, sounds: Labelled, rate: int) -> None:
        is_resampled = all(sounds.label(text).rate == rate for text in sounds)
        self._sounds = sounds if is_resampled else _at(rate, sounds)

    def __getitem__(self, text: str) -> Samples:
        return _samples(self._sounds[text])

    def origin(self, text: str) -> Fact:
        """The digest of its samples."""
        return self._sounds.label(text).digest

    def samples(self, text: str) -> int:
        """As long as it is at this rate."""
        return self._sounds.label(text).samples

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def __len__(self) -> int:
        return len(self._sounds)


def _at(rate: int, sounds: Mapping[str, Sound]) -> Spool:
    """The sounds at another rate: making one takes longer than reading it, and each is asked for several times."""
    spool = Spool()
    for text, sound in sounds.items():
        samples = numpy.rint(resampled(_samples(sound), sound.rate, rate) * numpy.float32(FULL_SCALE))
        spool[text] = Sound(numpy.clip(samples, -FULL_SCALE, FULL_SCALE - 1).astype("<i2").tobytes(), rate)
    return spool


def _samples(sound: Sound) -> Samples:
    return numpy.frombuffer(sound.pcm, "<i2").astype(numpy.float32) / numpy.float32(FULL_SCALE)

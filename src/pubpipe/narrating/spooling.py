"""Utterances kept outside the memory: a recording of an hour must not need more of it than one of a minute.

What is spoken goes into one temporary file, which the system removes with the process however that ends.
"""

import tempfile
import weakref
from collections.abc import Iterator, Mapping, MutableMapping

import numpy

from pubpipe.errors import OutputError
from pubpipe.narrating.mastering import resampled
from pubpipe.narrating.sounds import Samples
from pubpipe.narrating.voices.voice import Sound

IN_MEMORY = 4_000_000
"""Bytes up to which no file is needed: some 80 seconds of speech."""
FULL_SCALE = 32768.0


class Spool(MutableMapping[str, Sound]):
    """Sounds by their text, in order of their first use; each is read anew whenever it is asked for."""

    def __init__(self) -> None:
        # Closed by whoever lets go of the spool, as its sounds are needed to the end of the recording.
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._places: dict[str, tuple[int, int, int]] = {}
        self._end = 0
        weakref.finalize(self, self._file.close)

    def __setitem__(self, text: str, sound: Sound) -> None:
        try:
            self._file.seek(self._end)
            self._file.write(sound.pcm)
        except OSError as error:
            raise OutputError(
                f"The speech cannot be kept in {tempfile.gettempdir()}: {error.strerror or error}.",
                "Make room there, or name another folder in the environment variable TMPDIR.",
            ) from error
        self._places[text] = (self._end, len(sound.pcm), sound.rate)
        self._end += len(sound.pcm)

    def __getitem__(self, text: str) -> Sound:
        begin, length, rate = self._places[text]
        self._file.seek(begin)
        return Sound(self._file.read(length), rate)

    def __delitem__(self, text: str) -> None:
        del self._places[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Resampled(Mapping[str, Samples]):
    """Sounds as samples (full scale being 1) at one rate, made when one is asked for."""

    def __init__(self, sounds: Mapping[str, Sound], rate: int) -> None:
        self._sounds, self._rate = sounds, rate

    def __getitem__(self, text: str) -> Samples:
        sound = self._sounds[text]
        samples = numpy.frombuffer(sound.pcm, "<i2").astype(numpy.float32) / numpy.float32(FULL_SCALE)
        return resampled(samples, sound.rate, self._rate)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def __len__(self) -> int:
        return len(self._sounds)

"""The sample's recording for each kind of use, measured by FFmpeg on the decoded file; its chapters side by side."""

from pathlib import Path

import numpy
import numpy.typing as npt
import pytest

from pubpipe.model.narration import Narration
from pubpipe.model.recording import SESSION, Codec
from pubpipe.narrating import open_voice
from pubpipe.narrating.studio import Studio
from pubpipe.profile import AudioSettings, MasteringName, Profile
from pubpipe.reading import read_article
from pubpipe.storing import Kept
from pubpipe.wording import language_for
from tests.support.metering import filtered, measured
from tests.validators import audio
from tests.validators.base import ROOT

SOURCE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"


MP3: tuple[Codec, ...] = ("mp3",)
SPOKEN = Kept()
"""What both masterings are made of is said once."""


def recorded(name: MasteringName, folder: Path) -> tuple[Narration, audio.Sound]:
    """The sample with the default voice, mastered, and as a player has it."""
    article = read_article(SOURCE).article
    assert article is not None
    profile = Profile(audio=AudioSettings(mastering=name))
    voice = open_voice(profile.audio.voice, article.language, profile.audio.words_per_minute)
    studio = Studio(article, profile, language_for(article.language), voice, memory=SPOKEN)
    narration = studio.narrate(SESSION, MP3)
    path = folder / f"{name}.mp3"
    path.write_bytes(narration.mp3)
    return narration, audio.read(path)


def mean_level(samples: npt.NDArray[numpy.float32]) -> float:
    """Decibels of full scale."""
    return 10 * float(numpy.log10(numpy.mean(samples.astype(numpy.float64) ** 2)))


def test_chapters_are_as_loud_as_each_other(built_sample: Path) -> None:
    """Within 1 LU, whatever the share of holds in them: nobody reaches for the phone."""
    sound = audio.read(built_sample / f"{built_sample.name}.mp3")
    loudnesses = []
    for chapter in sound.chapters:
        part = sound.samples[:, round(chapter.start * sound.sample_rate) : round(chapter.end * sound.sample_rate)]
        frames = filtered(part, sound.sample_rate, "ebur128", "metadata=1")
        loudnesses.append(float([one.metadata for one in frames if one.metadata][-1]["lavfi.r128.I"]))
    assert len(loudnesses) > 2
    assert max(loudnesses) - min(loudnesses) <= 1.0


def test_quiet_is_as_loud_as_broadcasting(tmp_path: Path) -> None:
    """−23 ±1 LUFS, at most −1 dBTP, and no player trims it."""
    _, sound = recorded("quiet", tmp_path)
    found = measured(sound)
    assert found.loudness == pytest.approx(-23, abs=1)
    assert found.peak <= -1
    assert found.left > 0.95


def test_acx_is_what_the_audiobook_shop_asks_for(tmp_path: Path) -> None:
    """−23 to −18 dB RMS, peaks at most −3 dB, a floor at most −60 dB and no digital silence, 44.1 kHz, 192 kbit/s."""
    narration, sound = recorded("acx", tmp_path)
    samples = sound.samples[0]
    assert (sound.sample_rate, sound.channels) == (44_100, 1)
    assert len(narration.mp3) * 8 / sound.seconds == pytest.approx(192_000, rel=0.01)
    assert -23 <= mean_level(samples) <= -18
    assert 20 * numpy.log10(float(numpy.abs(samples).max())) <= -3
    half = sound.sample_rate // 2
    floor = min(mean_level(samples[begin : begin + half]) for begin in range(half, len(samples) - 2 * half, half // 2))
    assert -80 < floor <= -60
    assert sound.seconds == pytest.approx(narration.timeline.seconds, abs=0.1)

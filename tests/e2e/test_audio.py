"""The sample's recording as a listener gets it: measured on the decoded file, and in its transcript."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy
import numpy.typing as npt
import pytest

from pubpipe.model.narration import Speech, Tone
from pubpipe.narrating import narrate, open_voice
from pubpipe.narrating.script import build_script
from pubpipe.narrating.sounds import chime
from pubpipe.narrating.synthesis import synthesise
from pubpipe.profile import Profile
from pubpipe.reading import read_article
from pubpipe.wording import language_for
from tests.narrating.scripts import ENGLISH, article
from tests.support.metering import filtered
from tests.validators import audio
from tests.validators.base import ROOT

RATE = 24_000
SOURCE = ROOT / "source" / "hip-mobility-back-pain" / "article.md"
LINE = re.compile(r"(?:(\d+):)?(\d+):(\d\d)  (.+)")
HOLD = re.compile(r"\(Hold for (\d+) (second|minute)s?\.\)")
STAY = re.compile(r"\(Up to (\d+) (second|minute)s? more, if it is comfortable\.\)")
LENGTH = re.compile(r"This session takes about (\d+)( and a half)? minutes\.")

Sound = npt.NDArray[numpy.float32]


@dataclass(frozen=True)
class Line:
    """A line of the transcript: seconds from the start, and the words."""

    seconds: int
    text: str


@pytest.fixture(scope="module")
def played(built_sample: Path) -> audio.Sound:
    """The recording, decoded."""
    return audio.read(built_sample / f"{built_sample.name}.mp3")


@pytest.fixture(scope="module")
def lines(built_sample: Path) -> list[Line]:
    """The transcript's lines that have a time."""
    text = (built_sample / f"{built_sample.name}-transcript.txt").read_text(encoding="utf-8")
    found = (LINE.fullmatch(line) for line in text.splitlines())
    return [Line(int(one[1] or 0) * 3600 + int(one[2]) * 60 + int(one[3]), one[4]) for one in found if one]


def onset(sound: Sound, tone: Tone, about: float) -> float:
    """The second at which a chime begins, within two seconds of a time."""
    shape = chime(tone, RATE)
    first = max(0, round((about - 2) * RATE))
    window = sound[first : round((about + 2) * RATE) + len(shape)]
    return (first + int(numpy.correlate(window, shape, "valid").argmax())) / RATE


def timed(pattern: re.Pattern[str], lines: list[Line]) -> list[tuple[int, int]]:
    """The notes of a kind of wait: when each begins and how long it lasts, in seconds."""
    found = ((line.seconds, match) for line in lines if (match := pattern.fullmatch(line.text)))
    return [(second, int(match[1]) * (60 if match[2] == "minute" else 1)) for second, match in found]


def piece(sound: audio.Sound, begin: float, seconds: float) -> Sound:
    """A part of the recording."""
    part: Sound = sound.samples[0][round(begin * sound.sample_rate) : round((begin + seconds) * sound.sample_rate)]
    return part


def strength(sound: audio.Sound, begin: float, seconds: float) -> float:
    """The root mean square of a part of the recording."""
    return float(numpy.sqrt(numpy.mean(piece(sound, begin, seconds) ** 2)))


def is_higher(sound: audio.Sound, at: float) -> bool:
    """Whether the tick at a second has more of the higher pitch than of the lower."""
    spectrum = numpy.abs(numpy.fft.rfft(piece(sound, at - 0.02, 0.1), sound.sample_rate))
    return bool(spectrum[1450:1550].max() > spectrum[950:1050].max())


def test_each_hold_lasts_as_long_as_it_says(played: audio.Sound, lines: list[Line]) -> None:
    """From chime to chime in the file, within a quarter of a second; both sides of every stretch have one."""
    held = timed(HOLD, lines)
    assert len(held) == 2 * len(re.findall(r"^:::\{stretch\}", SOURCE.read_text(encoding="utf-8"), re.MULTILINE))
    for second, dose in held:
        begin = onset(played.samples[0], "start", second)
        assert onset(played.samples[0], "release", begin + dose) - begin == pytest.approx(dose, abs=0.25)


def test_each_range_goes_on_to_its_upper_end_and_has_a_release_there(played: audio.Sound, lines: list[Line]) -> None:
    """The sample's ranges are 20 to 30 seconds and 30 seconds to 1 minute: measured from the starting chime."""
    sound, uppers = played.samples[0], []
    for (second, dose), (later, stay) in zip(timed(HOLD, lines), timed(STAY, lines), strict=True):
        begin = onset(sound, "start", second)
        assert later - second == pytest.approx(dose, abs=1)
        assert onset(sound, "release", begin + dose + stay) - begin == pytest.approx(dose + stay, abs=0.25)
        uppers.append(dose + stay)
    assert uppers == [30, 30, 60, 60, 30, 30]


def test_every_hold_has_a_voice_at_its_half(played: audio.Sound, lines: list[Line]) -> None:
    """Within the running hold: louder than the ticks around it, and the transcript has it at its time."""
    halves = [line.seconds for line in lines if line.text == "Halfway."]
    for half, (second, dose) in zip(halves, timed(HOLD, lines), strict=True):
        assert half - second == pytest.approx(dose / 2, abs=1)
        begin = onset(played.samples[0], "start", second)
        word, silence = begin + dose / 2, begin + dose / 2 - 1.8
        assert strength(played, word, 0.8) > 4 * strength(played, silence, 0.8)


def test_the_last_five_seconds_of_a_hold_tick_differently(played: audio.Sound, lines: list[Line]) -> None:
    """A fifth higher, five times, and not before."""
    for second, dose in timed(HOLD, lines):
        begin = onset(played.samples[0], "start", second)
        higher = [is_higher(played, begin + place) for place in range(2, dose) if place != dose // 2]
        assert higher == [False] * (len(higher) - 5) + [True] * 5


def test_the_announced_length_is_true(played: audio.Sound, lines: list[Line]) -> None:
    """Within 5 % of what a player shows, and said before anything else is asked for."""
    ((at, said),) = ((at, match) for at, line in enumerate(lines) if (match := LENGTH.fullmatch(line.text)))
    assert at < 8
    minutes = int(said[1]) + (0.5 if said[2] else 0)
    assert minutes * 60 == pytest.approx(played.samples.shape[1] / played.sample_rate, rel=0.05)


def test_there_is_a_chapter_for_safety_and_one_for_each_side(played: audio.Sound) -> None:
    """Nobody has to seek for the second side."""
    titles = [chapter.title for chapter in played.chapters]
    assert titles[:4] == [
        "Introduction",
        "Before you start",
        "Stretch 1: Hip flexor stretch, right side",
        "Stretch 1: Hip flexor stretch, left side",
    ]
    assert len(titles) == 3 + 2 * 3


def test_its_loudness_is_that_of_spoken_word(played: audio.Sound) -> None:
    """−16 ±1 LUFS, and no peak above −1 dBTP, as FFmpeg measures them."""
    measured = [
        frame.metadata
        for frame in filtered(played.samples, played.sample_rate, "ebur128", "metadata=1:peak=true")
        if frame.metadata
    ]
    assert float(measured[-1]["lavfi.r128.I"]) == pytest.approx(-16, abs=1)
    assert 20 * numpy.log10(float(measured[-1]["lavfi.r128.true_peak"])) <= -1


def test_players_that_trim_silence_leave_it_whole(played: audio.Sound) -> None:
    """Nothing is digitally silent for 0.8 s, and FFmpeg's own trimmer (−50 dB, 1 s) takes less than 5 %."""
    sounding = numpy.flatnonzero(numpy.abs(played.samples[0]) > 1.5 / 32768)
    assert numpy.diff(sounding).max() < 0.8 * played.sample_rate
    trimmed = filtered(
        played.samples, played.sample_rate, "silenceremove", "stop_periods=-1:stop_duration=1:stop_threshold=-50dB"
    )
    assert sum(frame.samples for frame in trimmed) > 0.95 * played.samples.shape[1]


def test_it_is_good_enough_for_speech_and_has_its_chapters(played: audio.Sound, lines: list[Line]) -> None:
    """At least 24 kHz and 64 kbit/s; each chapter begins where the transcript has its heading."""
    assert (played.codec, played.channels) in {("mp3float", 1), ("mp3", 1)}
    assert played.sample_rate >= RATE
    assert played.bit_rate >= 64_000
    headings = {line.text: line.seconds for line in lines}
    for chapter in played.chapters:
        assert headings[chapter.title] == int(chapter.start)


def test_every_warning_is_heard_before_the_first_stretch(lines: list[Line]) -> None:
    """And the disclaimer is heard when all is done, before the word on where to read it again."""
    texts = [line.text for line in lines]
    first = next(at for at, text in enumerate(texts) if text.startswith("Stretch 1"))
    for warning in ("lose control of your bladder or bowel.", "feel numb between your legs"):
        assert any(text.startswith(warning) for text in texts[:first])
    assert "Results vary from person to person." in texts[-2]
    assert texts[-1] == "For the printed guide, ask Sciaticalm."


def test_both_sides_are_spoken_in_full(lines: list[Line]) -> None:
    """The hip flexor stretch, word for word."""
    texts = [line.text for line in lines]
    right, left = texts.index("Right side first."), texts.index("Now your left side.")
    assert right < texts.index("Kneel on your right knee, with your left foot in front of you.") < left
    assert left < texts.index("Kneel on your left knee, with your right foot in front of you.")


def test_speech_is_as_fast_as_clear_health_speech() -> None:
    """130 to 150 words a minute over all that the sample's recording says."""
    written, profile = read_article(SOURCE).article, Profile()
    assert written is not None
    language = language_for(written.language)
    script = build_script(written, profile, language)
    voice = open_voice(profile.audio.voice, written.language, profile.audio.words_per_minute)
    sounds = synthesise(script, written, voice)
    said = [cue.text for chapter in script.chapters for cue in chapter.cues if isinstance(cue, Speech)]
    minutes = sum(sounds[text].seconds for text in said) / 60
    assert 130 <= sum(len(text.split()) for text in said) / minutes <= 150


def test_the_spoken_recording_is_the_same_every_time() -> None:
    """With the real voice, byte for byte."""
    first, second = (narrate(article(), Profile(), ENGLISH, open_voice("hibari", "en-GB", 140)).mp3 for _ in range(2))
    assert first == second

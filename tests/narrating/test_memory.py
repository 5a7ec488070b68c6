"""An hour of recording needs no more memory than a minute but for what is encoded."""

import tracemalloc

from pubpipe.model.dose import Dose, Duration
from pubpipe.narrating import narrate, open_voice
from pubpipe.profile import Profile
from tests.narrating.scripts import ENGLISH, article, stretch

ALLOWED = 3_000_000
"""Bytes for the script and for chance; the longer recording has five times as much more of PCM."""


def measured(stretches: int) -> tuple[int, int, float]:
    """Bytes of memory at most while recording, bytes of encoded sound, and seconds of sound."""
    blocks = [
        stretch(
            Dose(hold=Duration(lower=10, upper=10)),
            id=f"kneel-{number}",
            sides=(),
            steps=[f"Step {number} {part} " + "and breathe in and out slowly " * 6 + "." for part in range(4)],
        )
        for number in range(stretches)
    ]
    tracemalloc.start()
    try:
        narration = narrate(article(*blocks), Profile(), ENGLISH, open_voice("silent", "en-GB", 140))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return peak, len(narration.mp3) + sum(map(len, narration.aac.frames)), narration.timeline.seconds


def test_memory_does_not_grow_with_the_sound() -> None:
    """Many times as long, with words of its own throughout: the growth is the encoded sound's, not that of PCM."""
    # What is made once and kept, such as the bed, comes first.
    narrate(article(), Profile(), ENGLISH, open_voice("silent", "en-GB", 140))
    short, little, seconds = measured(1)
    long, much, more_seconds = measured(5)
    assert (more_seconds - seconds) * 2 * 24_000 > 5 * ALLOWED
    assert long - short < 1.5 * (much - little) + ALLOWED

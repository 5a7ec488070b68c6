"""The voice without a sound."""

import pytest

from pubpipe.narrating.voices import open_voice
from pubpipe.narrating.voices.voice import Utterance


@pytest.mark.parametrize(("pace", "samples"), [(120, 4 * 12_000), (150, 4 * 9_600)])
def test_each_word_takes_its_exact_time(pace: int, samples: int) -> None:
    """Sixty seconds over the pace."""
    sound = open_voice("silent", "en", pace).synthesise(Utterance("Bend your left knee."))
    assert sound.samples == samples
    assert not any(sound.pcm)


def test_it_refuses_nothing() -> None:
    """Silence says everything equally well."""
    assert open_voice("silent", "en", 140).refused(Utterance("😀")) == ()

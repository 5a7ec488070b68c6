"""PocketSphinx: a recogniser that says which of two sides it hears in a sentence that is otherwise known."""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tests.validators.base import ValidatorMissing

if TYPE_CHECKING:
    from pocketsphinx import Decoder

TOOL = "PocketSphinx"
RATE = 16_000
"""Samples a second that its model was trained with."""
SIDES = ("left", "right")
QUIET_SECONDS = 0.25


@cache
def _decoder() -> "Decoder":
    try:
        from pocketsphinx import Config, Decoder
    except ImportError:
        raise ValidatorMissing(TOOL, "its Python package is not installed. Run: make test") from None
    return Decoder(Config(samprate=RATE, loglevel="FATAL", lm=None))


def heard(sentence: str, samples: npt.NDArray[np.float32], rate: int) -> tuple[str, ...] | None:
    """The sides heard in `sentence`, in order: for each “left” or “right” in it, either may be heard.

    None when the sound is not that sentence at all.
    """
    from scipy.signal import resample_poly

    decoder = _decoder()
    words = re.findall(r"[a-z']+", sentence.lower())
    unknown = [word for word in words if decoder.lookup_word(word) is None]
    assert not unknown, f"{TOOL} does not know {unknown}"
    rule = " ".join("(left | right)" if word in SIDES else word for word in words)
    decoder.add_jsgf_string("sentence", f"#JSGF V1.0; grammar g; public <sentence> = {rule};")
    decoder.activate_search("sentence")
    resample: Callable[..., npt.NDArray[np.float64]] = resample_poly
    sound = np.pad(resample(samples, RATE, rate), round(QUIET_SECONDS * RATE))
    pcm = np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return tuple(word for word in found.hypstr.split() if word in SIDES) if found else None

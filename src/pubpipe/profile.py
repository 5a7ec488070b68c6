"""What a clinic chooses: paper, pace, voice, branding. Plain records, no behaviour, no files."""

from typing import Annotated, Literal

from pydantic import Field

from pubpipe.model.article import Publisher, WebAddress, Words
from pubpipe.model.base import Frozen

Paper = Literal["A4", "Letter"]
Pace = Literal["gentle", "full"]


class AudioSettings(Frozen):
    """How the narration sounds.

    voice: a name from `pubpipe voices`; words_per_minute: speaking rate (clear health
    speech is 130 to 150); step_pause: seconds to carry out a step; pace: whether a range
    of seconds is timed at its lower (gentle) or its upper end (full).
    """

    voice: Words = "hibari"
    words_per_minute: Annotated[int, Field(ge=100, le=200)] = 140
    step_pause: Annotated[float, Field(ge=1, le=60)] = 4.0
    pace: Pace = "gentle"


class Profile(Frozen):
    """One clinic's choices; the defaults are those of `pubpipe build` without --profile.

    clinic: named in the page footers instead of the article's publisher;
    url: where the article lives on the web, printed as a QR code with its address;
    paper: the sheet sizes of the handout, one PDF each.
    """

    clinic: Publisher | None = None
    url: WebAddress | None = None
    paper: Annotated[tuple[Paper, ...], Field(min_length=1)] = ("A4",)
    audio: AudioSettings = AudioSettings()

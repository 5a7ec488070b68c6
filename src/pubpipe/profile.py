"""What a clinic chooses: paper, pace, voice, branding. Plain records, no behaviour, no files."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, field_validator, model_validator

from pubpipe.model.article import WebAddress, Words
from pubpipe.model.base import ID_PATTERN, LONGEST_ID, Frozen
from pubpipe.model.clinic import Clinic
from pubpipe.model.dose import Pace
from pubpipe.model.recording import RecordingName

Paper = Literal["A4", "Letter"]
Speed = Literal["slow", "normal", "brisk"]
PrintEdition = Literal["handout", "large-print"]
LargePrint = Literal["uk", "us"]
Conformance = Literal["archive", "modern"]


ID_FIELD = "{id}"
"""Stands in an address for the id of the article that is published."""

LONGEST_ADDRESS = 2000
"""Bytes of an address with its fields filled in: what a QR code can hold (ISO/IEC 18004) with a little to spare."""


def _with_known_fields(address: str) -> str:
    if re.search(r"[{}]", address.replace(ID_FIELD, "")):
        raise ValueError(f"in braces there can be {ID_FIELD} alone, which stands for the article's id")
    if len(address.replace(ID_FIELD, "x" * LONGEST_ID).encode()) > LONGEST_ADDRESS:
        raise ValueError("it is too long for a code that a phone can read")
    return address


ArticleAddress = Annotated[WebAddress, AfterValidator(_with_known_fields)]
"""Where on the web each article is, or something that belongs to it: `{id}` stands for the article's id."""

MasteringName = Literal["podcast", "acx", "quiet"]


class Mastering(Frozen):
    """What a finished recording is measured by, for one kind of use.

    measure: `lufs` is the integrated loudness (ITU-R BS.1770-4), `rms` the mean level of the whole
    file in dB of full scale; target: in that measure; ceiling: dB of full scale that no sample may
    exceed before it is encoded, which leaves room for what a codec adds; bed: dB of full scale of
    the noise that lies under everything; rate: samples a second, None for the voice's own;
    kilobits: of the MP3, a second.
    """

    measure: Literal["lufs", "rms"]
    target: float
    ceiling: float
    bed: float
    rate: int | None = None
    kilobits: int = 64


MASTERINGS: Mapping[MasteringName, Mastering] = {
    # What podcasts and spoken word on mobile players are delivered at (AES TD1008, Apple): −16 ±1 LUFS, at most
    # −1 dBTP. MP3 at 64 kbit/s adds up to 2 dB at a peak. The bed is above what players trim as silence (−50 dB).
    "podcast": Mastering(measure="lufs", target=-16.0, ceiling=-3.0, bed=-45.0),
    # ACX Audio Submission Requirements: −23 to −18 dB RMS, peaks at most −3 dB, noise floor at most −60 dB RMS,
    # 44.1 kHz, 192 kbit/s constant. The floor leaves no room for a bed that players with silence trimming would
    # spare: there is room tone only, the ticks alone mark a hold, and pauses may be cut by such players.
    "acx": Mastering(measure="rms", target=-21.5, ceiling=-4.0, bed=-64.0, rate=44_100, kilobits=192),
    # EBU R 128: the level of broadcasting, −23 ±1 LUFS, at most −1 dBTP. For a treatment room's loudspeakers and for
    # headphones at night: the limiter has next to nothing to do, so that the voice keeps its dynamics.
    "quiet": Mastering(measure="lufs", target=-23.0, ceiling=-3.0, bed=-47.0),
}
"""The kinds of use by name."""


SPEEDS: Mapping[Speed, int] = {"slow": 120, "normal": 140, "brisk": 165}
"""Words a minute. Clear health speech is 130 to 150; slow is for who finds that hard to follow."""


def _of_article_and_stretch(name: str) -> str:
    article, slash, stretch = name.partition("/")
    if not slash or not all(re.fullmatch(ID_PATTERN, id) for id in (article, stretch)):
        raise ValueError("it must be the ids of an article and of a stretch in it, with a slash between them")
    return name


StretchName = Annotated[str, AfterValidator(_of_article_and_stretch)]
"""A stretch among those of all articles, such as neck-care/side-neck-stretch."""

_PACES: TypeAdapter[dict[str, Pace]] = TypeAdapter(dict[StretchName, Pace])


class AudioSettings(Frozen):
    """How the narration sounds.

    recordings: the guided `session`, the full `reading` of the article, `stretches` for one recording of each
    stretch by itself; voice: a name from `pubpipe voices`; speed: how fast it speaks; words_per_minute: the same as
    a number, which wins where both are given; pace: whether a range of seconds is timed at its
    lower (gentle) or its upper end (full); paces: the same for single stretches, by StretchName,
    which win over `pace` and over what the author chose.
    Seconds to wait: step_pause to carry out a step, keep_pause after
    one that asks for no movement (“keep your back straight”), position_pause to get into a
    position or back into a stretch, floor_pause to get down to the floor or up from it.
    mastering: how loud it is, for which kind of use; a name in MASTERINGS.
    url: where the first of the recordings can be heard on the web, printed as a QR code.
    audiobook: whether an M4B lies beside each MP3, for players that keep the place in a book.
    """

    recordings: Annotated[tuple[RecordingName, ...], Field(min_length=1)] = ("session",)
    voice: Words = "hibari"
    speed: Speed = "normal"
    words_per_minute: Annotated[int, Field(ge=100, le=200)] = SPEEDS["normal"]
    step_pause: Annotated[float, Field(ge=1, le=60)] = 4.0
    keep_pause: Annotated[float, Field(ge=1, le=60)] = 2.0
    position_pause: Annotated[float, Field(ge=1, le=120)] = 8.0
    floor_pause: Annotated[float, Field(ge=1, le=120)] = 12.0
    pace: Pace = "gentle"
    paces: tuple[tuple[StretchName, Pace], ...] = ()
    mastering: MasteringName = "podcast"
    url: ArticleAddress | None = None
    audiobook: bool = True

    @field_validator("paces", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        """A mapping as pairs; it is checked as a mapping first, so that a fault names its key."""
        return value if isinstance(value, tuple) else tuple(_PACES.validate_python(value).items())

    @model_validator(mode="before")
    @classmethod
    def _rate_of_the_speed(cls, data: object) -> object:
        """A speed by name sets the words a minute, unless these are given as well."""
        if not isinstance(data, dict) or "words_per_minute" in data:
            return data
        rate = next((words for speed, words in SPEEDS.items() if speed == data.get("speed")), None)
        return data if rate is None else data | {"words_per_minute": rate}


Within = Literal["none", "reading", "session", "both"]
"""Which recordings are inside a page or a book."""
_WITHIN: Mapping[Within, tuple[RecordingName, ...]] = {
    "none": (),
    "reading": ("reading",),
    "session": ("session",),
    "both": ("session", "reading"),
}


class Certifier(Frozen):
    """Who answers for a book's accessibility, and the address of a report on it."""

    name: Words
    report: WebAddress | None = None


class EpubSettings(Frozen):
    """The e-book.

    audio: whether it reads itself aloud, has the guided session as a chapter, or both; certifier: who answers for
    its accessibility, the publisher if nobody is named.
    """

    audio: Within = "reading"
    certifier: Certifier | None = None

    @property
    def recordings(self) -> tuple[RecordingName, ...]:
        """The recordings that it holds."""
        return _WITHIN[self.audio]


class HtmlSettings(Frozen):
    """The large-print page. audio: which recordings it plays.

    embed: megabytes (10⁶ bytes) of sound that may lie inside the page; more than that lies beside it as files.
    """

    audio: Within = "both"
    embed: Annotated[int, Field(ge=0, le=100)] = 15

    @property
    def recordings(self) -> tuple[RecordingName, ...]:
        """The recordings that it plays."""
        return _WITHIN[self.audio]


_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*mm")


def _millimetres(value: object) -> object:
    """A length as people write it, such as 3mm, as a number of millimetres; 0 needs no unit."""
    if value == 0 and not isinstance(value, bool):
        return 0.0
    written = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if written is None:
        raise ValueError("it must be a length in millimetres, such as 3mm")
    return float(written[1])


class PrintSettings(Frozen):
    """The printed editions.

    editions: which are made; large_print: by whose rules the large print is set, those of the UK (UKAAF, NHS)
    or of the US (ACB, APH); conformance: the norms that the files keep, `archive` for PDF/UA-1 with PDF/A-2a, `modern`
    for PDF/UA-2 with PDF/A-4 and WTPDF; fridge_sheet: whether the handout ends with a sheet to hang up and tick;
    bleed: millimetres of paper beyond the sheet's edge, for a printing house to cut off; marks: where it cuts.
    """

    editions: Annotated[tuple[PrintEdition, ...], Field(min_length=1)] = ("handout", "large-print")
    large_print: LargePrint = "uk"
    conformance: Conformance = "archive"
    fridge_sheet: bool = False
    bleed: Annotated[float, BeforeValidator(_millimetres), Field(ge=0, le=10)] = 0.0
    marks: bool = False


class Profile(Frozen):
    """One clinic's choices; the defaults are those of `pubpipe build` without --profile.

    clinic: stands on the page instead of the article's publisher;
    url: where the article lives on the web, on a page that plays what `html.audio` says; printed as a QR code,
    or in words alone where the code leads to a recording;
    paper: the sheet sizes of the printed editions, one PDF each; print: the printed editions;
    audio: the recordings by themselves and how all sound.
    """

    clinic: Clinic | None = None
    url: ArticleAddress | None = None
    paper: Annotated[tuple[Paper, ...], Field(min_length=1)] = ("A4",)
    print: PrintSettings = PrintSettings()
    audio: AudioSettings = AudioSettings()
    epub: EpubSettings = EpubSettings()
    html: HtmlSettings = HtmlSettings()

    def for_article(self, id: str) -> "Profile":
        """The profile with the addresses of one article."""

        def filled(address: str | None) -> str | None:
            return address and address.replace(ID_FIELD, id)

        audio = self.audio.model_copy(update={"url": filled(self.audio.url)})
        return self.model_copy(update={"url": filled(self.url), "audio": audio})

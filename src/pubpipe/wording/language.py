"""The shape of a language record: everything that changes from one language to the next."""

from dataclasses import dataclass

from pubpipe.wording.evidence import EvidenceWords
from pubpipe.wording.page import PageWords
from pubpipe.wording.review_words import ReviewWords
from pubpipe.wording.speech import MovementWords, NarrationWords, SideContexts, SpokenForms
from pubpipe.wording.tailoring_words import TailoringWords


@dataclass(frozen=True, slots=True)
class Units:
    """Names of units, as (one, many)."""

    second: tuple[str, str]
    minute: tuple[str, str]
    time: tuple[str, str]
    set: tuple[str, str]
    day: str
    week: str


@dataclass(frozen=True, slots=True)
class Interface:
    """Words that a format adds around the article's own. Fields in braces are filled in by `str.format`.

    days: short names of the days of the week, Monday first (ISO 8601).
    """

    # Callouts
    warning: str
    caution: str
    tip: str
    disclaimer: str
    # A stretch
    stretch: str
    dose: str
    steps: str
    hold: str
    repeat: str
    sets: str
    rest: str
    frequency: str
    sides: str
    starting_position: str
    equipment: str
    targets: str
    right: str
    left: str
    right_then_left: str
    left_then_right: str
    one_side: dict[str, str]
    steps_for_side: dict[str, str]
    other_side_follows: dict[str, str]
    # About the article
    by: str
    published: str
    reviewed: str
    review_due: str
    help_line: str
    reading_time: tuple[str, str]
    references: str
    contents: str
    page_of: str
    scan_code: str
    keywords: str
    # EPUB
    cover: str
    cover_alt: str
    title_page: str
    landmarks: str
    start_reading: str
    before_you_begin: str
    introduction: str
    important_information: str
    good_to_know: str
    access_text: str
    access_cover: str
    access_pictures: str
    access_sections: str
    access_stretches: str
    access_references: str
    access_reading: str
    access_session: str
    access_no_audio: str
    access_no_pages: str
    access_pages: str
    pages: str
    page: str
    about_book: str
    accessibility: str
    made_to: str
    typeface: str
    typeface_licence: str
    guided_session: str
    narrator: str
    # Transcript
    transcript: str
    noted_hold: str
    noted_stay: str
    noted_pause: str
    # Handout
    fridge_sheet: str
    fridge_tick: str
    fridge_stretch: str
    days: tuple[str, ...]
    leaflet: str
    version: str
    other_formats: str
    other_formats_unsaid: str
    read_first: str
    code_leads_to: str
    code_leads_to_recording: str
    read_or_listen: str
    listen_along: str
    listen: str


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, which is like no other: what was worded in it can be remembered by it.

    primary: primary subtag of BCP 47; iso_639_2: its three-letter code, which ID3 wants;
    reading_words_per_minute: silent reading; default_voice: name of an offline voice; months: January first;
    date: pattern of a date; laterality: pairs of a word for left and its word for right; spoken, sides,
    narration: what it takes to be heard; page: words of the web page;
    evidence: words of the evidence; tailoring: of what one patient is given of an article;
    known_abbreviations: short forms that everybody knows; numbered_names: a regular expression for what ends before
    the Roman number of a name (“type II”); review: what a review knows of the language, None where nobody has
    written it down.
    """

    primary: str
    iso_639_2: str
    reading_words_per_minute: int
    default_voice: str
    months: tuple[str, ...]
    date: str
    range: str
    range_with_units: str
    seconds_after_minutes: str
    once: str
    twice: str
    per_period: str
    on_each_side: str
    between: str
    units: Units
    interface: Interface
    laterality: tuple[tuple[str, str], ...]
    fixed_phrases: tuple[str, ...]
    known_abbreviations: tuple[str, ...]
    numbered_names: str
    spoken: SpokenForms
    sides: SideContexts
    movement: MovementWords
    narration: NarrationWords
    page: PageWords
    evidence: EvidenceWords
    tailoring: TailoringWords
    review: ReviewWords | None = None

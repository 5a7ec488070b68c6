"""The shape of what a language needs in order to be heard.

Written forms and their speech, the contexts that make a word mean a side, and the sentences that
a narration adds.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction as written, by itself (“half”), behind a whole number (“and a half”), and of a unit."""

    written: str
    alone: str
    added: str
    of_unit: str


@dataclass(frozen=True, slots=True)
class SpokenForms:
    """How written forms are said. Pairs are (written, said); units and money are (written, one, many).

    digits: names of 0 to 9; spelled: parts of addresses that are said letter by letter. Regular
    expressions: numbered, what precedes a number to dial; decades, what precedes a number of
    years such as “30s”; articles, what makes a unit describe the next word (“a 30-second hold”).
    Fields named for a sign are what the sign is said as.
    """

    digits: tuple[str, ...]
    ordinals: tuple[str, ...]
    plus: str
    minus: str
    times: str
    to: str
    per: str
    out_of: str
    over: str
    either: str
    dot: str
    slash: str
    hyphen: str
    underscore: str
    at: str
    number: str
    money: tuple[tuple[str, str, str], ...]
    oclock: str
    clock: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str, str], ...]
    periods: tuple[tuple[str, str], ...]
    one_unit: str
    fractions: tuple[Fraction, ...]
    abbreviations: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, str], ...]
    symbols: tuple[tuple[str, str], ...]
    spelled: tuple[str, ...]
    numbered: str
    decades: str
    articles: str


@dataclass(frozen=True, slots=True)
class SideContexts:
    """Where a laterality word surely means a side of the body: (before, after) regular expressions.

    One of the pairs must match around the word: `before` the text that ends at it, `after` the
    text that starts behind it. movement: what makes a fixed phrase doubtful (“turn right away”);
    doubtful: the fixed phrases that it can make so; letters: short forms of sides;
    turning: pairs of words that swap when seen in a mirror but are no laterality words.
    """

    clear: tuple[tuple[str, str], ...]
    movement: str
    doubtful: tuple[str, ...]
    letters: tuple[str, ...]
    turning: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MovementWords:
    """Regular expressions, in any case, for what words tell of movement.

    Of a position: on_floor, off_floor, and neither for furniture that is not sat on like a chair.
    Of a step's beginning: positioning gets into a position, keeping asks for no movement.
    """

    on_floor: str
    off_floor: str
    neither: str
    positioning: str
    keeping: str


@dataclass(frozen=True, slots=True)
class NarrationWords:
    """The sentences that guide a listener; fields in braces are filled in by `str.format`.

    Each is a whole sentence, so that no language has to follow the order of another. `dose` has
    one for each part of a dose; those keyed by side say “right” or “left” themselves. `pace_of_ranges`
    is keyed by pace, or “mixed” where stretches differ; `may_stay_on` by how many holds it is true of.
    """

    # Chapters
    introduction: str
    safety: str
    closing: str
    stretch_chapter: str
    side_chapter: dict[str, str]
    set_chapter: str
    # Introduction
    stretches: tuple[str, str]
    takes: str
    minutes_and_a_half: str
    needs: str
    positions: str
    position_then: str
    pace_of_ranges: dict[str, str]
    may_stay_on: dict[str, str]
    signals: str
    stop_rule: str
    normal_speed: str
    # A stretch
    stretch_number: str
    the_only_stretch: str
    targets: str
    needs_here: str
    dose: dict[str, str]
    to_floor: str
    from_floor: str
    position: str
    first_side: dict[str, str]
    other_side: dict[str, str]
    only_side: dict[str, str]
    hold_now: str
    may_stay: str
    halfway: str
    staying: str
    release: str
    once_more: str
    number: str
    again: str
    again_on: dict[str, str]
    next_set: str
    rest_now: str
    count_on: str
    count_again: str
    counted: str
    # Closing
    finished: str
    get_up: str
    warning_signs: str
    help_line: str
    printed_at: str
    printed_from: str
    # The full reading, and titles of recordings beside the session
    reading_title: str
    stretch_title: str
    reads_only: str
    imprint: str
    picture: str
    columns: str
    page: str
    step: str
    # Joining
    list_comma: str
    list_and: str

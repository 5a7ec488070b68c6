"""The words of a web page around its article: reading settings, player, shortcuts, what a screen reader is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words of the large-print page. Fields in braces are filled in by `str.format`, or in the page by its script.

    Mappings have the value that a setting has as their key: the name of a recording or a side, a speed.
    """

    skip_to_article: str
    # Reading settings
    settings: str
    text_size: str
    smaller: str
    larger: str
    per_cent: str
    colours: str
    themes: dict[str, str]
    spacing: str
    spacings: dict[str, str]
    typeface: str
    typefaces: dict[str, str]
    length: str
    lengths: dict[str, str]
    reset: str
    # Listening
    listen: str
    recordings_below: str
    start: dict[str, str]
    about: dict[str, str]
    press_a_sentence: str
    play: str
    pause: str
    back: str
    back_short: str
    follow_again: str
    options: str
    recording: str
    recordings: dict[str, str]
    speed: str
    speeds: dict[str, str]
    holds_keep_time: str
    chapters: str
    follow: str
    press: str
    countdown: str
    from_here: str
    previous: str
    next: str
    time_of_total: str
    # Shortcuts
    shortcuts: str
    use_shortcuts: str
    keys: tuple[tuple[str, str], ...]
    # Holds
    hold: str
    stay: str
    sides: dict[str, str]
    # What a screen reader is told
    playing: str
    paused: str
    ended: str
    cannot_play: str
    hold_begins: str
    stay_begins: str
    seconds_left: str
    hold_ends: str
    # Transcript
    show_transcript: str

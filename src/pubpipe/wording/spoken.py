"""The spoken form of a written text: what a voice should be given so that a listener hears what a reader sees.

Voices guess at written forms and guess wrong in ways that matter: “20-30” becomes “twenty minus
thirty”, “30s” becomes “thirty z”, a telephone number becomes thousands. So every range, unit, sign,
date, number to dial and address is put into words here, and no digit-dash-digit reaches a voice.
Plain whole numbers stay figures: all voices read them, and the transcript stays easy to read.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from pubpipe.model.text import Abbreviation, Citation, Emphasis, Fixed, Inline, Link, Strong, Text
from pubpipe.wording.dates import long_date
from pubpipe.wording.language import Language
from pubpipe.wording.quantities import DASH, quantities
from pubpipe.wording.speech import SpokenForms

_ADDRESS = re.compile(
    r"""(?:https?://|www\.)[^\s<>"“”]+[\w/]  # a web address that says so
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+  # a mail address
    | \b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|uk)(?:/[^\s<>"“”]*\w)?/?(?!\w)  # a bare domain
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ISO_DATE = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_TELEPHONE = re.compile(
    r"""(?<![\w.,/])
    (?: \+\d | \(?0\d | \(\d{3}\)\s?\d | \d{3}-\d{3}-\d | 1-\d{3}-\d{3}-\d | \d{3}-\d )
    [\d()\s-]*\d (?![\w/]|[.,:]\d)
    """,
    re.VERBOSE,
)
_HYPHENS = {0x2010: "-", 0x2011: "-"}
"""Hyphens that look like the one on the keyboard, in numbers too."""
SHORTEST_TELEPHONE = 7
"""Digits of the shortest number that is spelled wherever it stands (a North American local number)."""
_CLOCK = re.compile(
    r"""(?<![\d.:]) (\d{1,2}) (?:[:.](\d{2}))? \s? ([ap])\.?m\b\.? (?!\w)
    | (?<![\d.:]) (\d{1,2}):(\d{2}) (?![\d:])
    """,
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=4_096)
def spoken(text: str, language: Language) -> str:
    """A text as it should be said. What no rule knows is left as it is, for the voice to accept or refuse."""
    said = " ".join(unicodedata.normalize("NFC", text).translate(_HYPHENS).split())
    for rule in (_addresses, _dates, _telephones, _numbers_to_dial, _clock_times, _short_words, _quantities, _signs):
        said = rule(said, language)
    return _tidy(said)


def spoken_inlines(inlines: Iterable[Inline], language: Language) -> str:
    """Inline text as it should be said: links as their words, short forms with their expansion, no citations."""
    return spoken("".join(_inline(inline) for inline in inlines), language)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(value=value) | Fixed(value=value):
            return value
        case Strong(children=children) | Emphasis(children=children) | Link(children=children):
            return "".join(_inline(child) for child in children)
        case Abbreviation(short=short, expansion=expansion):
            return f"{short} ({expansion})"
        case Citation():
            return ""


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already: voices let their pitch fall at it."""
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…", ":")) else f"{text}."


def telephone(number: str, language: Language) -> str:
    """A telephone number digit by digit, with a comma wherever it is written in groups."""
    forms = language.spoken
    names = {str(digit): name for digit, name in enumerate(forms.digits)} | {"+": forms.plus}
    groups = (re.findall(r"[\d+]", group) for group in re.split(r"[\s()-]+", number))
    return ", ".join(" ".join(names[sign] for sign in group) for group in groups if group)


def _addresses(text: str, language: Language) -> str:
    return _ADDRESS.sub(lambda match: _address(match.group(), language.spoken), text)


def _address(address: str, forms: SpokenForms) -> str:
    """A web or mail address with its signs named, and labels that are no words spelled."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")
    names = {".": forms.dot, "/": forms.slash, "-": forms.hyphen, "_": forms.underscore, "@": forms.at}
    parts = re.findall(r"[^\W_]+|.", bare)
    said = (names.get(part) or (" ".join(part.upper()) if part.lower() in forms.spelled else part) for part in parts)
    return " ".join(said)


def _dates(text: str, language: Language) -> str:
    def date(match: re.Match[str]) -> str:
        year, month, day = map(int, match.groups())
        try:
            return long_date(datetime.date(year, month, day), language)
        except ValueError:
            return " ".join(match.groups())

    return _ISO_DATE.sub(date, text)


def _telephones(text: str, language: Language) -> str:
    def number(match: re.Match[str]) -> str:
        digits = sum(sign.isdigit() for sign in match.group())
        return telephone(match.group(), language) if digits >= SHORTEST_TELEPHONE else match.group()

    return _TELEPHONE.sub(number, text)


def _numbers_to_dial(text: str, language: Language) -> str:
    """Emergency numbers: “call 999 or 112”."""
    forms = language.spoken
    code = r"\d{3}(?!\d|[.,]\d|\s*[-–]\d)"
    listed = rf"(?i:{forms.numbered})\s+(?:\w+\s+on\s+)?{code}(?:(?:\s+{forms.either}|,)\s+{code})*"

    def numbers(match: re.Match[str]) -> str:
        return re.sub(r"\d{3}", lambda one: telephone(one.group(), language), match.group())

    return re.sub(listed, numbers, text)


def _clock_times(text: str, language: Language) -> str:
    halves = dict(language.spoken.clock)

    def time(match: re.Match[str]) -> str:
        hour, minutes, half = match.group(1) or match.group(4), match.group(2) or match.group(5), match.group(3)
        if int(hour) > 24 or (minutes and int(minutes) > 59):
            return match.group()
        exact = not minutes or minutes == "00"
        late = "" if exact else f" {language.spoken.digits[0]} {int(minutes)}" if minutes < "10" else f" {minutes}"
        if half:
            return f"{int(hour)}{late} {halves[half.lower() + 'm']}"
        return f"{int(hour)} {language.spoken.oclock}" if exact else f"{int(hour)}{late}"

    said = _CLOCK.sub(time, text)
    hour = re.escape(language.spoken.oclock)
    return (
        re.sub(rf"({hour}|a\.m\.|p\.m\.|\d){DASH}(?=\d)", rf"\1 {language.spoken.to} ", said) if said != text else said
    )


def _short_words(text: str, language: Language) -> str:
    """Abbreviations of words, days joined by a dash, slashes between words, “No. 5”."""
    forms = language.spoken
    for written, said in forms.abbreviations:
        after_number = r"(?<!\d\s)(?<!\d)" if written == "min." else ""
        text = re.sub(rf"(?<![\w.]){after_number}{re.escape(written)}(?!\w)", said, text)
    days = dict(forms.days)
    named = "|".join(sorted({*days, *days.values()}, key=len, reverse=True))
    text = re.sub(
        rf"\b({named})\s?[-–]\s?({named})\b",
        lambda match: f"{days.get(match[1], match[1])} {forms.to} {days.get(match[2], match[2])}",
        text,
    )
    return re.sub(r"\b(?:No\.|no\.|№)\s?(?=\d)|#(?=\d)", f"{forms.number} ", text)


def _quantities(text: str, language: Language) -> str:
    return quantities(text, language.spoken)


def _signs(text: str, language: Language) -> str:
    """Signs by name, dashes as pauses, marks that have no sound left out."""
    forms = language.spoken
    for sign, said in forms.symbols:
        # A letter of another script is part of its word, any other sign a word of its own.
        text = text.replace(sign, said) if sign.isalpha() else re.sub(rf"\s?{re.escape(sign)}\s?", f" {said} ", text)
    rules: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
        (r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})", f" {forms.either} "),
        (r"\+\s?(?=\d)", f" {forms.plus} "),
        (r"(?<=\d)\+", f" {forms.plus}"),
        (r"\s\+\s", f" {forms.plus} "),
        # A dash between words is a pause, one inside a compound with a number only a space.
        (r"\s+[-–—]+\s+|—", ", "),
        (r"(?<=\d)[-–](?=[^\W\d_])|(?<=[A-Z]\d)[-–/](?=[A-Z]\d)", " "),
        (r"[–−‒]", "-"),
        (r"[•*†‡®©™^|\\_]", " "),
        (r"[\[{]", "("),
        (r"[\]}]", ")"),
    )
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement, text)
    return text


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([.,;:!?)])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?:\s*,)+", r"\1", text)
    return re.sub(r"^[,;]\s*", "", text).strip()

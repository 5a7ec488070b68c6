"""What is written around a number, in words: ranges, units, fractions, scores, money, “3 ×”, “per day”.

A dose that is misheard is a wrong dose, so each form has a rule of its own and the order of the
rules is part of their meaning: a fraction is read before a score, a range before its unit.
"""

import re
from functools import lru_cache, partial

from pubpipe.wording.speech import Fraction, SpokenForms

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
DASH = r"\s?[-‒–−]\s?"
LOWEST_DIASTOLIC = 40
"""No advice names a lower diastolic blood pressure (mmHg)."""
SCALES = (5, 10, 100)
"""The upper ends of the scales that pain and effort are scored on."""

_KEPT = "\ue000"
"""Parts a number from an s that is no unit; of the private use area, and gone when the rules are done."""
_BEGINNING = r"(?:(?<=\s)|(?<=^)|(?<=\())"


def quantities(text: str, forms: SpokenForms) -> str:
    """The text with every quantity in words; plain numbers stay figures."""
    for rule in (
        _plural_numbers,
        _fractions,
        _chains,
        _scores,
        _ranges,
        _money,
        _multiplied,
        _units,
        _negative,
        _per_period,
        _slashes,
    ):
        text = rule(text, forms)
    return text.replace(_KEPT, "")


def _plural_numbers(text: str, forms: SpokenForms) -> str:
    """“In your 30s” and “the 1990s” are no seconds."""
    text = re.sub(r"\b(\d{4})s\b", rf"\1{_KEPT}s", text)
    return re.sub(rf"({forms.decades}\d+)s\b", rf"\1{_KEPT}s", text)


def _money(text: str, forms: SpokenForms) -> str:
    names = {sign: (one, many) for sign, one, many in forms.money}
    signs = "|".join(map(re.escape, names))

    def amount(match: re.Match[str]) -> str:
        one, many = names[match[1]]
        return f"{match[2]} {one if match[2] == '1' else many}"

    return re.sub(rf"({signs})\s?({NUMBER})", amount, text)


def _fractions(text: str, forms: SpokenForms) -> str:
    """A fraction behind a whole number, then of a unit, then by itself."""
    for fraction in forms.fractions:
        written = re.escape(fraction.written)
        is_sign = len(fraction.written) == 1
        space = r"\s?" if is_sign else r"\s"
        text = re.sub(rf"(?<![\w/])(\d+){space}{written}(?![\w/])", rf"\1 {fraction.added}", text)
        of_unit = rf"(?<![\w/.,]){written}[\s-]?({_unit_pattern(forms)})(?!\w)"
        text = re.sub(of_unit, partial(_part_of_unit, fraction, forms), text)
        # A sign of its own cannot be misread; figures may be a date's or a decimal's.
        alone = written if is_sign else rf"(?<![\w/.,]){written}(?![\w/])"
        text = re.sub(alone, f" {fraction.alone} " if is_sign else fraction.alone, text)
    return text


def _part_of_unit(fraction: Fraction, forms: SpokenForms, match: re.Match[str]) -> str:
    unit = next(one for written, one, _ in forms.units if written == match[1])
    return fraction.of_unit.format(unit=_one(unit, forms))


def _one(unit: str, forms: SpokenForms) -> str:
    """A unit with its article: “an hour”."""
    return dict(forms.periods).get(unit) or forms.one_unit.format(unit=unit)


def _chains(text: str, forms: SpokenForms) -> str:
    """Three numbers and more joined by dashes are a count, not a range: “4-7-8 breathing”."""
    del forms
    return re.sub(r"(?<![\w-])\d+(?:-\d+){2,}(?!\w)", lambda match: match.group().replace("-", ", "), text)


def _scores(text: str, forms: SpokenForms) -> str:
    """“3/10” is a score and “120/80” a blood pressure; any other pair is read as it is written."""

    def score(match: re.Match[str]) -> str:
        first, second = int(match[1]), int(match[2])
        if second in SCALES and first <= second:
            return f"{first} {forms.out_of} {second}"
        if first == second:
            return f"{first} {second}"
        if first > second >= LOWEST_DIASTOLIC:
            return f"{first} {forms.over} {second}"
        return f"{first} {forms.slash} {second}"

    text = re.sub(
        rf"(?<![\w/.])(\d{{1,3}}){DASH}(\d{{1,3}})/(\d+)(?![\w/])", rf"\1 {forms.to} \2 {forms.out_of} \3", text
    )
    text = re.sub(r"(?<![\w/.])(\d{1,4})/(\d{1,4})/(\d{1,4})(?![\w/])", rf"\1 {forms.slash} \2 {forms.slash} \3", text)
    text = re.sub(r"(?<![\w/.])(\d{1,3})/(\d{1,3})(?![\w/])", score, text)
    return _slashes(text, forms)


def _slashes(text: str, forms: SpokenForms) -> str:
    """What is left of slashes between numbers, also of those that a rule has laid bare (“5/£10”)."""
    return re.sub(r"(?<=\d)\s?/\s?(?=\d)", f" {forms.slash} ", text)


def _ranges(text: str, forms: SpokenForms) -> str:
    """Two numbers, with or without units, joined by a dash or a colon; “30 s – 3 times” is none."""
    signs = "|".join(re.escape(sign) for sign, _, _ in forms.money)
    unit = rf"\s?(?:{_unit_pattern(forms)})"
    measured = rf"(?:{signs})?{NUMBER}(?:{unit}(?!\w)|\s*(?:$|[.,;:)]))"

    def joined(match: re.Match[str]) -> str:
        if match["unit"] and match["dash"].startswith(" ") and not re.match(measured, text[match.end() :]):
            return match.group()
        return f"{match['unit'] or ''} {forms.to} "

    text = re.sub(rf"(?<=\d)(?P<unit>{unit})?(?P<dash>{DASH}|—)(?=(?:(?:{signs})\s?)?\d)", joined, text)
    return re.sub(r"(?<![\d:])(\d+):(\d+)(?![\d:])", rf"\1 {forms.to} \2", text)


def _multiplied(text: str, forms: SpokenForms) -> str:
    """“3 × 10”, “2x a day”, “3 sets x 12”."""
    text = re.sub(r"(?<=\d)\s?X\s?(?=\d)|(?<=\w)\sx\s(?=\d)", f" {forms.times} ", text)
    return re.sub(r"(?<=\d)\s?x\s?(?=\d|/|\s|[.,;)]|$)|[×✕]", f" {forms.times} ", text)


def _units(text: str, forms: SpokenForms) -> str:
    """Units behind a number; one of them where an article or a hyphen makes it describe what follows."""
    names = {written: (one, many) for written, one, many in forms.units}
    added = "|".join(re.escape(fraction.added) for fraction in forms.fractions)
    pattern = (
        rf"(?P<article>\b(?:{forms.articles})\s+(?:{NUMBER}\s+{forms.to}\s+)?)?(?<![\w.])(?P<number>{NUMBER})"
        rf"(?P<mixed>\s(?:{added}))?(?P<joint>\s?|-)(?P<unit>{_unit_pattern(forms)})(?![\w°{_KEPT}]|\.\w)(?:\.(?=\s[a-z]))?"
    )

    def unit(match: re.Match[str]) -> str:
        one, many = names[match["unit"]]
        describes = match["article"] is not None or match["joint"] == "-"
        is_one = describes or (match["number"] == "1" and not match["mixed"])
        return f"{match['article'] or ''}{match['number']}{match['mixed'] or ''} {one if is_one else many}"

    return re.sub(pattern, unit, text)


def _negative(text: str, forms: SpokenForms) -> str:
    return re.sub(rf"{_BEGINNING}[-−](?=\d)", f"{forms.minus} ", text)


def _per_period(text: str, forms: SpokenForms) -> str:
    """“3 times/day”, “10 milligrams/kg”."""
    # Most texts have no slash, and there is a pattern for each period and unit.
    if "/" not in text:
        return text
    for written, said in forms.periods:
        text = re.sub(rf"(?<=[a-z\d])\s?/\s?{written}\b", f" {said}", text)
    amounts = "|".join(re.escape(many) for _, _, many in forms.units)
    for written, one, _ in forms.units:
        text = re.sub(rf"\b({amounts})/{re.escape(written)}(?!\w)", rf"\1 {forms.per} {one}", text)
    return text


@lru_cache(maxsize=8)
def _unit_pattern(forms: SpokenForms) -> str:
    return "|".join(re.escape(written) for written, _, _ in forms.units)

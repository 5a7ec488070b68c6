"""Rules about the dose: that it is whole, that it makes sense, and that no words beside it say another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Paragraph, Step, Stretch
from pubpipe.model.dose import Dose, Span
from pubpipe.model.text import plain
from pubpipe.model.walks import stretches
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording.review_words import TypedDose
from pubpipe.wording.sentences import sentences

MOST_REPEATS = 100
"""Ten times what exercise leaflets ask for: a number above it is a slip of the finger."""
MOST_SETS = 20
MOST_TIMES = {"day": 24, "week": 168}
"""Once an hour, day and night."""


def frequency_given(reviewed: Reviewed) -> Iterator[Finding]:
    """Whoever is not told how often does it once, or all day."""
    for stretch in stretches(reviewed.article):
        if stretch.dose.frequency is None:
            yield reviewed.finding(
                Code.NO_FREQUENCY,
                "The stretch does not say how often to do it.",
                "Add `:frequency:`, such as `once a day` or `2 times a week`.",
                node=stretch,
                excerpt=plain(stretch.title),
            )


def sensible_dose(reviewed: Reviewed) -> Iterator[Finding]:
    """A number that nobody prescribes is a slip, and a patient may follow it."""
    for stretch in stretches(reviewed.article):
        for option, span, most in _limits(stretch.dose):
            if span.upper > most:
                yield reviewed.finding(
                    Code.UNUSUAL_DOSE,
                    f"`:{option}:` of {span.upper} is more than {most}, the most that pubpipe takes for meant.",
                    f"Correct `:{option}:`.",
                    node=stretch,
                    excerpt=plain(stretch.title),
                )


def dose_in_words(reviewed: Reviewed) -> Iterator[Finding]:
    """A dose has one place: a patient who finds two of them follows either."""
    if reviewed.language.review is None:
        return
    written = reviewed.language.review.dose
    for stretch in stretches(reviewed.article):
        nodes: tuple[Step | Paragraph, ...] = (
            *stretch.introduction,
            *stretch.steps,
            *stretch.other_steps,
            *stretch.notes,
        )
        for node in nodes:
            for content in sentences(node.content, reviewed.language):
                sentence = plain(content)
                for typed in _typed(sentence, stretch, written, is_step=isinstance(node, Step)):
                    yield _judged(reviewed, typed, node, sentence)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A dose that words give: as it is written, the option it belongs to, and whether it says the same."""

    words: str
    option: str
    agrees: bool


def _judged(reviewed: Reviewed, typed: _Typed, node: Step | Paragraph, sentence: str) -> Finding:
    if typed.agrees:
        return reviewed.finding(
            Code.DOSE_REPEATED,
            f"“{typed.words}” repeats `:{typed.option}:`, and will not change with it.",
            "Leave it to the option: every format shows and speaks the dose.",
            node=node,
            excerpt=sentence,
        )
    return reviewed.finding(
        Code.DOSE_CONTRADICTED,
        f"“{typed.words}” is not the dose that `:{typed.option}:` gives.",
        f"Write the dose in `:{typed.option}:` only, and take it out of the words.",
        node=node,
        excerpt=sentence,
    )


def _typed(sentence: str, stretch: Stretch, written: TypedDose, *, is_step: bool) -> Iterator[_Typed]:
    """Every dose in a sentence that is surely one."""
    dose = stretch.dose
    limits = _has(written.limit, sentence)
    for match in re.finditer(written.duration, sentence, re.IGNORECASE):
        if not _is_hold(match, written, is_step=is_step):
            continue
        ends = _ends(match, written, written.seconds[match["unit"].lower()])
        if not (limits and _bounds(ends, dose.hold)):
            yield _Typed(match.group(), "hold", _within(ends, dose.hold))
    for match in re.finditer(written.repeats, sentence, re.IGNORECASE):
        ends = _ends(match, written)
        if not (limits and _bounds(ends, dose.repeat)):
            yield _Typed(match.group(), "repeat", _within(ends, dose.repeat))
    # Without the option `frequency_given` asks for it.
    often = dose.frequency
    for match in re.finditer(written.frequency, sentence, re.IGNORECASE) if often else ():
        ends = _ends(match, written)
        same_period = often is not None and often.period == match["period"].lower()
        if often and not (limits and same_period and _bounds(ends, often.times)):
            yield _Typed(match.group(), "frequency", same_period and _within(ends, often.times))


def _is_hold(match: re.Match[str], written: TypedDose, *, is_step: bool) -> bool:
    """Whether a duration is that of a hold: by its clause, else by its sentence; in a step, if in doubt."""
    sentence = match.string
    # From the last mark before the duration to the first behind it.
    before, after = sentence[: match.start()], sentence[match.start() :]
    clause = re.split(written.clause, before)[-1] + re.split(written.clause, after)[0]
    if _has(written.holding, clause):
        return True
    if _has(written.resting, clause):
        return False
    return _has(written.holding, sentence) or (is_step and not _has(written.breathing, sentence))


def _bounds(ends: tuple[int, int], span: Span | None) -> bool:
    """Whether an upper bound or an aim agrees with a dose: “never more than 60 seconds” with 20 to 30."""
    return span is not None and ends[1] >= span.upper


def _has(pattern: str, sentence: str) -> bool:
    return re.search(pattern, sentence, re.IGNORECASE) is not None


def _ends(match: re.Match[str], written: TypedDose, scale: int = 1) -> tuple[int, int]:
    lower = _number(match["lower"], written)
    upper = _number(match["upper"], written) if match["upper"] else lower
    return lower * scale, upper * scale


def _number(text: str, written: TypedDose) -> int:
    return int(text) if text.isdecimal() else written.numbers[text.lower()]


def _within(ends: tuple[int, int], span: Span | None) -> bool:
    return span is not None and span.lower <= ends[0] and ends[1] <= span.upper


def _limits(dose: Dose) -> Iterator[tuple[str, Span, int]]:
    if dose.repeat:
        yield "repeat", dose.repeat, MOST_REPEATS
    if dose.sets:
        yield "sets", dose.sets, MOST_SETS
    if dose.frequency:
        yield "frequency", dose.frequency.times, MOST_TIMES[dose.frequency.period]

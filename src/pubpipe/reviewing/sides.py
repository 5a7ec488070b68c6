"""Rules about sides that contradict each other: in steps and in what a picture is said to show."""

from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Side, Stretch
from pubpipe.model.text import Text, plain
from pubpipe.model.walks import stretches
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording.sides import named


def side_of_steps(reviewed: Reviewed) -> Iterator[Finding]:
    """Steps for the left that name nothing but the right are for the right."""
    for stretch in stretches(reviewed.article):
        # Where each side has its own steps, `each_side_named` judges both.
        if not stretch.sides or stretch.other_steps:
            continue
        side = stretch.sides[0]
        if _named_in_steps(stretch, reviewed) == {side.other}:
            yield reviewed.finding(
                Code.CONTRARY_SIDE,
                f"These steps are for the {side.value} side and name only the {side.other.value}.",
                "Correct `:sides:` or the steps, or name the body part of the side that is stretched.",
                node=stretch,
                excerpt=plain(stretch.steps[0].content),
            )


def side_of_alt(reviewed: Reviewed) -> Iterator[Finding]:
    """A picture of the other side, beside steps that never speak of it, shows the wrong one."""
    for stretch in stretches(reviewed.article):
        if not stretch.sides or stretch.figure is None:
            continue
        side = stretch.sides[0]
        shown = named((Text(value=stretch.figure.alt),), reviewed.language)
        if shown == {side.other} and _named_in_steps(stretch, reviewed) == {side}:
            yield reviewed.finding(
                Code.CONTRARY_ALT,
                f"The steps name only the {side.value} side, and the text alternative only the {side.other.value}.",
                "Look at the picture: correct its text, or take the one for this side.",
                node=stretch.figure,
                excerpt=stretch.figure.alt,
            )


def _named_in_steps(stretch: Stretch, reviewed: Reviewed) -> set[Side]:
    return {side for step in stretch.steps for side in named(step.content, reviewed.language)}

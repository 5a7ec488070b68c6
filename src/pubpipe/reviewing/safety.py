"""Rules whose breach could hurt a patient."""

from collections.abc import Iterator

from pubpipe.findings import Code, Finding
from pubpipe.model.article import Callout, CalloutRole, Paragraph, Step, Stretch, nodes
from pubpipe.model.text import plain
from pubpipe.model.walks import callouts, stretches
from pubpipe.reviewing.rule import Reviewed
from pubpipe.wording.sides import doubts, named


def warning_first(reviewed: Reviewed) -> Iterator[Finding]:
    """Whoever does the stretches must have met a warning before the first of them."""
    article = reviewed.article
    if not stretches(article):
        return
    if not callouts(article, CalloutRole.WARNING):
        yield reviewed.finding(
            Code.NO_WARNING,
            "The article has stretches and no warning.",
            "Say in a `:::{warning}` when to stop and whom to ask.",
        )
        return
    for node in nodes(article.blocks):
        if isinstance(node, Callout) and node.role is CalloutRole.WARNING:
            return
        if isinstance(node, Stretch):
            yield reviewed.finding(
                Code.WARNING_AFTER_STRETCH,
                "The first stretch stands before every warning.",
                "Move a `:::{warning}` above it.",
                node=node,
                excerpt=plain(node.title),
            )
            return


def disclaimer(reviewed: Reviewed) -> Iterator[Finding]:
    """Health information says that it does not replace advice."""
    if not callouts(reviewed.article, CalloutRole.DISCLAIMER):
        yield reviewed.finding(
            Code.NO_DISCLAIMER,
            "The article has no disclaimer.",
            "Add a `:::{disclaimer}` at its end.",
        )


def sides_without_guessing(reviewed: Reviewed) -> Iterator[Finding]:
    """What is said again for the other side must have one reading only."""
    for stretch in stretches(reviewed.article):
        if len(stretch.sides) < 2:
            continue
        steps = () if stretch.other_steps else stretch.steps
        said_again: tuple[Step | Paragraph, ...] = (*steps, *stretch.notes)
        for node in said_again:
            for problem in doubts(node.content, reviewed.language):
                yield reviewed.finding(
                    Code.AMBIGUOUS_SIDE,
                    f"This cannot be turned to the other side: “{problem.word}” may not be a side of the body.",
                    "Name the body part with its side (your right knee), "
                    "or mark what is no side: {fixed}`the right way`.",
                    node=node,
                    excerpt=problem.sentence,
                )


def each_side_named(reviewed: Reviewed) -> Iterator[Finding]:
    """Steps written out for a side that name the other side only, or none, are probably the wrong ones."""
    for stretch in stretches(reviewed.article):
        if not stretch.other_steps:
            continue
        for side, steps in zip(stretch.sides, (stretch.steps, stretch.other_steps), strict=True):
            if not any(side in named(step.content, reviewed.language) for step in steps):
                word: str = getattr(reviewed.language.interface, side.value)
                yield reviewed.finding(
                    Code.SIDE_NOT_NAMED,
                    f"These steps are for the {side.value} side and never name it.",
                    f"Name the body part with its side (your {word} knee), or check the order in `:sides:`.",
                    node=steps[0],
                    excerpt=plain(steps[0].content),
                )


def figures_for_stretches(reviewed: Reviewed) -> Iterator[Finding]:
    """A picture shows what words describe with effort."""
    for stretch in stretches(reviewed.article):
        if stretch.figure is None:
            yield reviewed.finding(
                Code.STRETCH_WITHOUT_FIGURE,
                "The stretch has no figure.",
                "Add `:figure:` and `:alt:`; `pubpipe figure` lists drawings to choose from.",
                node=stretch,
                excerpt=plain(stretch.title),
            )

"""One side of a stretch, or the other side first: words turned as everywhere, pictures only where they are drawn.

What is written for the first side is right as it stands. For the other side the steps are the author's own where there
are some, and else turned as the narration turns them; where a word may or may not be a side, the row is refused. So it
is where a picture would have to be turned: it may hold letters, and nobody has looked at its mirror image.
"""

import re
from collections.abc import Iterable

from pubpipe.model.article import Figure, Paragraph, Side, Step, Stretch
from pubpipe.model.text import Inlines, Text, plain
from pubpipe.tailoring.refusing import RefusedError
from pubpipe.wording import Language
from pubpipe.wording.sides import differs, doubts, mirrored

_DRAWN = re.compile(r"(?P<pose>library/[^/.\\@]*|[^@]+\.pose\.yaml)(?:@[^@/]*)?")
"""The path of a figure that is drawn from a pose of the library or from a pose file."""


def sided(stretch: Stretch, sides: tuple[Side, ...] | None, language: Language) -> Stretch:
    """The stretch for these sides of its own, in this order; None for all as they are. Raises RefusedError."""
    if sides is None or sides == stretch.sides:
        return stretch
    if not set(sides) <= set(stretch.sides):
        has = " and ".join(side.value for side in stretch.sides)
        reason = f"the article has it for the {has} side alone." if has else "it has no sides in the article."
        raise RefusedError(stretch, reason, "Empty the cell, or change `:sides:` in the article.")
    if sides[0] is stretch.sides[0]:
        return Stretch.model_validate({**dict(stretch), "sides": sides, "other_steps": ()})
    return _Turning(stretch, language).turned(sides)


def is_drawn(figure: Figure) -> bool:
    """Whether a figure is drawn from a pose, so that it can be drawn for the other side."""
    return figure.pose is not None or _DRAWN.fullmatch(figure.path) is not None


class _Turning:
    """A stretch on its way to the side that it was not written for."""

    def __init__(self, stretch: Stretch, language: Language) -> None:
        self.stretch = stretch
        self.language = language

    def turned(self, sides: tuple[Side, ...]) -> Stretch:
        """The stretch that begins with the other side. Raises RefusedError."""
        stretch = self.stretch
        self._refuse_sides_above()
        written = stretch.other_steps
        return Stretch.model_validate(
            {
                **dict(stretch),
                "sides": sides,
                "starting_position": self._words(stretch.starting_position),
                "equipment": tuple(self._words(one) for one in stretch.equipment),
                "targets": self._words(stretch.targets),
                "figure": self._figure(stretch.figure) if stretch.figure else None,
                "steps": written or self._all(stretch.steps),
                "other_steps": stretch.steps if written and sides[1:] else (),
                "notes": self._all(stretch.notes),
            }
        )

    def _refuse_sides_above(self) -> None:
        """The title and the introduction are said for both sides: one that names a side is right for one only."""
        for content in (self.stretch.title, *(paragraph.content for paragraph in self.stretch.introduction)):
            if differs(content, self.language) or doubts(content, self.language):
                reason = "its title or its introduction names a side, or may do so."
                remedy = "Say sides in the steps alone, or mark what is no side: {fixed}`the right way`."
                raise RefusedError(self.stretch, reason, remedy)

    def _inlines(self, content: Inlines) -> Inlines:
        problems = doubts(content, self.language)
        if problems:
            reason = f"“{problems[0].word}” in “{problems[0].sentence}” may or may not mean a side."
            remedy = "Name the body part with its side, or mark what is no side: {fixed}`the right way`."
            raise RefusedError(self.stretch, reason, remedy)
        return mirrored(content, self.language)

    def _all(self, nodes: Iterable[Step | Paragraph]) -> tuple[Step | Paragraph, ...]:
        return tuple(node.model_copy(update={"content": self._inlines(node.content)}) for node in nodes)

    def _words(self, text: str | None) -> str | None:
        return None if text is None else plain(self._inlines((Text(value=text),)))

    def _figure(self, figure: Figure) -> Figure:
        """The figure as it has to be drawn anew, with its words for the other side."""
        if not is_drawn(figure):
            reason = f"the picture {figure.path} shows the {self.stretch.sides[0].value} side, and cannot be turned."
            remedy = "Draw the figure from a pose (`pubpipe figure` lists them), or begin with the article's side."
            raise RefusedError(self.stretch, reason, remedy)
        match = _DRAWN.fullmatch(figure.path)
        return figure.model_copy(
            update={
                # Without a side behind it: the one that the steps begin with is drawn.
                "path": match["pose"] if match and figure.pose is None else figure.path,
                "alt": self._words(figure.alt),
                "caption": self._inlines(figure.caption),
            }
        )

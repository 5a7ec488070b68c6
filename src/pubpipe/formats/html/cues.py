"""What the page shows while a recording plays: which place lights up, what is said, how long a hold is.

A script in the page follows the sound with these. In a reading the sentence that is heard is lit. In a
session it is the step, and during a hold the dose. The page has the steps for the first side alone:
while the second side is guided, the line is lit that says to swap the sides, and not a step whose words
would be those of the wrong side; the words that are said stand beside the player.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pubpipe.model.article import Article, Callout, Node, Side, Stretch, nodes
from pubpipe.model.narration import Hold, Narration, Speech
from pubpipe.model.walks import stretches


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown from `begin` to `end`, both in seconds.

    id: the element that is lit, empty for none; text: the words that are said, empty in a reading, whose
    words are on the page; hold: the seconds of a hold, 0 where there is none; stay: whether a listener
    may have let go of it.
    """

    begin: float
    end: float
    id: str = ""
    text: str = ""
    side: Side | None = None
    hold: float = 0.0
    stay: bool = False

    def as_json(self) -> Mapping[str, object]:
        """The same for a script, without what is empty."""
        values = {
            "begin": round(self.begin, 3),
            "end": round(self.end, 3),
            "id": self.id,
            "text": self.text,
            "side": self.side.value if self.side else "",
            "hold": self.hold,
            "stay": self.stay,
        }
        return {name: value for name, value in values.items() if value or name in {"begin", "end"}}


def shown(narration: Narration, article: Article, absent: frozenset[str] = frozenset()) -> tuple[Shown, ...]:
    """All that is shown, in order and without overlaps. absent: ids that a narration names and the page has not.

    A sentence stays lit while the voice pauses behind it; what follows at the same place joins it.
    """
    timeline, places = narration.timeline, _Places(article)
    is_read = narration.recording.kind == "reading"
    made: list[Shown] = []
    for timed in (cue for chapter in timeline.chapters for cue in chapter.cues):
        if not isinstance(timed.cue, Speech | Hold):
            continue
        begin, end = timeline.at(timed.begin), timeline.at(timed.end)
        now = _read(timed.cue, begin, end, absent) if is_read else places.guided(timed.cue, begin, end)
        if made and not made[-1].hold:
            made[-1] = replace(made[-1], end=begin)
        if is_read and made and made[-1].id == now.id:
            made[-1] = replace(made[-1], end=end)
        else:
            made.append(now)
    return tuple(made)


def _read(cue: Speech | Hold, begin: float, end: float, absent: frozenset[str]) -> Shown:
    fragment = cue.fragment if isinstance(cue, Speech) else ""
    return Shown(begin, end, "" if fragment in absent else fragment)


class _Places:
    """Where a session's blocks are shown."""

    def __init__(self, article: Article) -> None:
        self._blocks = {node.id: node for node in nodes(article.blocks)}
        self._stretches = {part.id: stretch for stretch in stretches(article) for part in _parts(stretch)}

    def guided(self, cue: Speech | Hold, begin: float, end: float) -> Shown:
        """A cue of a session."""
        if isinstance(cue, Hold):
            return Shown(begin, end, f"{cue.block}-dose_hold", "", cue.side, cue.seconds, cue.is_optional)
        return Shown(begin, end, self._place(cue), cue.text, cue.side)

    def _place(self, cue: Speech) -> str:
        stretch = self._stretches.get(cue.block)
        if stretch and cue.side and cue.side in stretch.sides[1:]:
            # Steps that the author wrote out for this side are lit themselves.
            is_written = cue.block in {step.id for step in stretch.other_steps}
            return cue.block if is_written else f"{stretch.id}-side_{'other' if stretch.other_steps else 'follows'}"
        block = self._blocks.get(cue.block)
        if isinstance(block, Stretch | Callout):
            return f"{block.id}-title"
        return block.id if block else ""


def _parts(stretch: Stretch) -> Iterator[Node]:
    yield stretch
    yield from nodes((stretch,))

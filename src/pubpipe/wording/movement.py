"""What words tell of movement: whether a position is on the floor, and how long a step takes to do.

Both are judgements on free text, used for time and for guidance alone: where the words do not
tell, nothing is said of the floor and a step gets the ordinary time.
"""

import re
from enum import Enum, auto

from pubpipe.wording.language import Language


class StepKind(Enum):
    """What a step asks for: to get into a position, to keep something as it is, or any other movement."""

    POSITION = auto()
    KEEP = auto()
    MOVE = auto()


def is_on_floor(position: str, language: Language) -> bool | None:
    """Whether a starting position is on the floor; None where its words do not tell, or tell both."""
    words = language.movement
    on_floor, off_floor = (_has(words.on_floor, position), _has(words.off_floor, position))
    return on_floor if on_floor != off_floor and not _has(words.neither, position) else None


def step_kind(step: str, language: Language) -> StepKind:
    """What a step asks for, by its first words."""
    words = language.movement
    if _has(words.positioning, step):
        return StepKind.POSITION
    return StepKind.KEEP if _has(words.keeping, step) else StepKind.MOVE


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None

"""Free lines for the patient: words as they were typed, in a callout of their own, behind the first warning.

A patient who is addressed by name reads that first, and may read nothing else. So the lines stand behind the warning
that the article begins with, and behind the cautions that follow it: never before one, and never in between.
"""

from collections.abc import Iterable

from pubpipe.model.article import Block, Callout, CalloutRole, Paragraph, Section, nodes
from pubpipe.model.text import Text
from pubpipe.wording import Language

ID = "for-you"


def with_notes(blocks: tuple[Block, ...], notes: Iterable[str], language: Language) -> tuple[Block, ...]:
    """The blocks with the lines in their place: behind the first warning, or first of all where there is none."""
    id = _free_id(blocks)
    paragraphs = tuple(
        Paragraph(id=f"{id}-p{number}", content=(Text(value=note),)) for number, note in enumerate(notes, 1)
    )
    if not paragraphs:
        return blocks
    title = (Text(value=language.tailoring.for_you),)
    callout = Callout(id=id, role=CalloutRole.TIP, title=title, blocks=paragraphs)
    return _behind_warning(blocks, callout) or (callout, *blocks)


def _free_id(blocks: tuple[Block, ...]) -> str:
    """An id that neither is nor begins any other: formats make ids of parts from a block's own."""
    taken = tuple(node.id for node in nodes(blocks))
    id, number = ID, 1
    while any(other.startswith(id) for other in taken):
        number += 1
        id = f"{ID}-{number}"
    return id


def _behind_warning(blocks: tuple[Block, ...], callout: Callout) -> tuple[Block, ...] | None:
    """The blocks with the callout behind the first warning in them; None if there is none."""
    for at, block in enumerate(blocks):
        if isinstance(block, Section):
            inner = _behind_warning(block.blocks, callout)
            if inner is not None:
                return (*blocks[:at], block.model_copy(update={"blocks": inner}), *blocks[at + 1 :])
        elif isinstance(block, Callout) and block.role is CalloutRole.WARNING:
            end = at + 1
            while end < len(blocks) and _is_caution(blocks[end]):
                end += 1
            return (*blocks[:end], callout, *blocks[end:])
    return None


def _is_caution(block: Block) -> bool:
    return isinstance(block, Callout) and block.role in (CalloutRole.WARNING, CalloutRole.CAUTION)

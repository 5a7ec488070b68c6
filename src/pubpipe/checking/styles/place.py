"""Whether a safety block stands in a document exactly once, whole, and ahead of the first stretch if it should."""

from collections.abc import Iterator, Sequence
from typing import Any

from pubpipe.checking.parity.aligning import letters
from pubpipe.checking.safety_blocks import SENTENCE, SafetyBlock
from pubpipe.findings import Finding

SILENT = frozenset(("head", "script", "style", "template", "title"))


def out_of_place(bodies: Sequence[Any], texts: tuple[SafetyBlock, ...], file: str) -> Iterator[Finding]:
    """Each reason why a safety block is not where the article has it.

    bodies: the elements that hold the article's blocks, in reading order.
    """
    elements = [element for body in bodies for element in body.iter() if isinstance(element.tag, str)]
    ids = [element.get("id") for element in elements]
    whole = letters(" ".join(map(_said, bodies)))
    for block in texts:
        count = ids.count(block.id)
        if count != 1:
            yield block.finding(file, f"stands in the article {count} times, not once")
        own = letters(_said(elements[ids.index(block.id)])) if count else ""
        # A text that is lost altogether is told by the parity of texts.
        if count and block.words not in own and all(text in whole for text in block.texts):
            yield block.finding(file, "is not whole: its texts do not stand together in one element")
        for text, times in zip(block.texts[1:], block.times[1:], strict=True):
            if len(text) >= SENTENCE and (said := whole.count(text)) > times:
                yield block.finding(file, f"says its words {said} times, not {times}")
                break
        if count and block.stretch in ids and ids.index(block.stretch) < ids.index(block.id):
            yield block.finding(file, "stands after the first stretch, but the article has it before")


def _said(element: Any) -> str:
    """All text in an element but that of scripts and styles, whether it is shown or not."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    tag: object = element.tag
    if isinstance(tag, str) and tag.rpartition("}")[2] not in SILENT:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""

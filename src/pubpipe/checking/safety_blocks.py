"""The safety blocks of an article with their texts, as a finished file must hold them."""

from dataclasses import dataclass

from pubpipe.checking.parity import Expected, expected
from pubpipe.checking.parity.aligning import letters
from pubpipe.findings import Code, Finding, Position
from pubpipe.model.article import Article, Callout, Stretch, nodes
from pubpipe.wording import Language

SENTENCE = 12
"""Letters from which on a text is no word that may stand in another text by chance."""


@dataclass(frozen=True, slots=True)
class SafetyBlock:
    """A warning or disclaimer.

    texts: its texts in order, without white space, the title first; times: how often the article says each of
    them, which is once but in an article that repeats itself.
    stretch: the id of the first stretch if the article has the block ahead of it.
    """

    id: str
    title: str
    texts: tuple[str, ...]
    source: Position
    times: tuple[int, ...]
    stretch: str = ""

    @property
    def words(self) -> str:
        """All that the block says."""
        return "".join(self.texts)

    def finding(self, file: str, reason: str) -> Finding:
        """That the block is not in sight, and why."""
        return Finding(
            Code.SAFETY_HIDDEN,
            self.source,
            f"“{self.title}” in {file} {reason}.",
            self.title,
            "Nothing was published. No template and no style sheet may take a warning or disclaimer from a reader:"
            " take this out of your own templates/.",
        )


def safety_blocks(article: Article, language: Language) -> tuple[SafetyBlock, ...]:
    """The warnings and disclaimers of the article in its order."""
    texts = expected(article, language)
    whole = "".join(letters(one.text) for one in texts)
    found: list[SafetyBlock] = []
    stretches = [node.id for node in nodes(article.blocks) if isinstance(node, Stretch)][:1]
    first = stretches[0] if stretches else ""
    ahead = first
    for node in nodes(article.blocks):
        if node.id == first:
            ahead = ""
        if isinstance(node, Callout) and node.role.is_safety:
            found.append(_block(node, texts, whole, ahead))
    return tuple(found)


def _block(node: Callout, texts: tuple[Expected, ...], whole: str, ahead: str) -> SafetyBlock:
    inside = {inner.id for inner in nodes((node,))}
    own = [one for one in texts if one.block in inside]
    said = tuple(letters(one.text) for one in own)
    return SafetyBlock(node.id, own[0].text, said, own[0].source, tuple(map(whole.count, said)), ahead)

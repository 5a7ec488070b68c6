"""Whether a recording's words have each warning and disclaimer once, and the warnings before anything is moved.

What is missing is for parity to tell. A sentence that other parts of the article have as well is not counted, since
nothing says which of them is heard.
"""

from collections.abc import Iterator

from pubpipe.checking.finished import Finished
from pubpipe.checking.parity import Letters, letters
from pubpipe.findings import Code, Finding, Position
from pubpipe.model.article import Callout, CalloutRole, ListItem, Node, Paragraph, Step, Stretch, nodes
from pubpipe.model.walks import callouts, inline_texts, stretches
from pubpipe.wording import Language
from pubpipe.wording.spoken import spoken_inlines

FEWEST_LETTERS = 10
"""Of a sentence that is told from the words of the recording itself, such as “Stop.”."""
ROLES = (CalloutRole.WARNING, CalloutRole.DISCLAIMER)


def check(finished: Finished, text: str) -> tuple[Finding, ...]:
    """Each warning or disclaimer that is heard twice, or too late."""
    whole = Letters.of(text)
    doubled = (_doubled(finished, callout, whole) for role in ROLES for callout in callouts(finished.article, role))
    late = (_late(finished, callout, whole) for callout in _first(finished))
    return tuple(finding for findings in (*doubled, *late) for finding in findings)


def _doubled(finished: Finished, callout: Callout, whole: Letters) -> Iterator[Finding]:
    for text in _own(finished, callout, (Paragraph, ListItem)):
        if len(whole.places(letters(text))) > 1:
            yield _finding(callout, text, f"“{callout.id}” is said more than once in {finished.name}.")
            return


def _late(finished: Finished, callout: Callout, whole: Letters) -> Iterator[Finding]:
    """A warning of which a sentence first comes after a step of a stretch."""
    steps = [whole.find(letters(text), 0) for one in _guided(finished) for text in _own(finished, one, (Step,))]
    moved = min((at for at in steps if at >= 0), default=len(whole.text))
    for text in _own(finished, callout, (Paragraph, ListItem)):
        if whole.find(letters(text), 0) > moved:
            yield _finding(callout, text, f"“{callout.id}” comes after a step in {finished.name}.")
            return


def _guided(finished: Finished) -> tuple[Stretch, ...]:
    recording = finished.narration.recording if finished.narration else None
    whole = stretches(finished.article)
    return tuple(one for one in whole if not (recording and recording.stretch) or one.id == recording.stretch)


def _first(finished: Finished) -> tuple[Callout, ...]:
    """The warnings that come before every stretch: in a session all, in a reading those that the article has there."""
    warnings = callouts(finished.article, CalloutRole.WARNING)
    if not finished.narration or finished.narration.recording.kind in ("session", "stretch"):
        return warnings
    order = list(nodes(finished.article.blocks))
    begin = next((at for at, node in enumerate(order) if isinstance(node, Stretch)), len(order))
    before = {node.id for node in order[:begin]}
    return tuple(one for one in warnings if one.id in before)


def _own(finished: Finished, part: Callout | Stretch, kinds: tuple[type[Node], ...]) -> tuple[str, ...]:
    """The sentences of a part of the article that no other part of it has."""
    inner = tuple(nodes((part,)))
    own = {id(node) for node in inner}
    rest = "\n".join(
        letters(text)
        for node in nodes(finished.article.blocks)
        if id(node) not in own
        for text in _said(node, finished.language)
    )
    texts = (text for node in inner if isinstance(node, kinds) for text in _said(node, finished.language))
    return tuple(text for text in texts if len(letters(text)) >= FEWEST_LETTERS and letters(text) not in rest)


def _said(node: Node, language: Language) -> tuple[str, ...]:
    return tuple(spoken_inlines(content, language) for content in inline_texts(node))


def _finding(callout: Callout, text: str, message: str) -> Finding:
    source = callout.source
    return Finding(
        Code.SAFETY_HIDDEN,
        Position(source.file, source.line) if source else Position("article"),
        message,
        text,
        "This is a fault of pubpipe or of a template: build again without your own templates/, and report it.",
    )

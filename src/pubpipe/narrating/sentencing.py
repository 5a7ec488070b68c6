"""A script sentence by sentence: the same words in smaller cues, which captions and books can follow."""

from collections.abc import Iterator
from dataclasses import replace

from pubpipe.model.narration import Cue, Pause, Script, Speech
from pubpipe.model.text import Text, plain
from pubpipe.narrating.pacing import SENTENCE_GAP
from pubpipe.wording import Language
from pubpipe.wording.sentences import sentences


def by_sentence(script: Script, language: Language) -> Script:
    """The script with a cue for each sentence; between those of one text there is a short wait."""
    return replace(
        script,
        chapters=tuple(
            replace(chapter, cues=tuple(part for cue in chapter.cues for part in _parts(cue, language)))
            for chapter in script.chapters
        ),
    )


def _parts(cue: Cue, language: Language) -> Iterator[Cue]:
    if not isinstance(cue, Speech):
        yield cue
        return
    for number, part in enumerate(sentences((Text(value=cue.text),), language)):
        if number:
            yield Pause(cue.block, SENTENCE_GAP, cue.side)
        yield replace(cue, text=plain(part))

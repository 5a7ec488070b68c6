"""Script to speech: each distinct utterance once, and none before the voice can say them all."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import partial

from pubpipe.errors import VoiceError
from pubpipe.findings import Code, Finding, Position
from pubpipe.memory import FORGETFUL, Memory
from pubpipe.model.article import Article, nodes
from pubpipe.model.narration import Script, speeches
from pubpipe.narrating.batching import side_by_side, workers_for
from pubpipe.narrating.labelled import Labelled
from pubpipe.narrating.repertoire import Repertoire
from pubpipe.narrating.voices.voice import Pronunciation, Utterance, Voice, pronunciation

Progress = Callable[[int, int], None]
"""Called with how many utterances are done, and how many there are."""

SHOWN = 3
"""How many findings an error message quotes, and how many letters a finding calls by their names."""
_INVISIBLE = ("\ufe0e", "\ufe0f")
"""Variation selectors, which stand behind many emoji."""


def utterances(script: Script, article: Article) -> Mapping[str, Utterance]:
    """What is to be said, by its text, each text once, in order of first use."""
    known = tuple(pronunciation(word, said) for word, said in article.pronounce)
    return {
        text: Utterance(text, _used(known, text)) for text in dict.fromkeys(speech.text for speech in speeches(script))
    }


def unspeakable(
    script: Script, article: Article, voice: Voice, can_say: Callable[[Utterance], bool] = lambda _: False
) -> tuple[Finding, ...]:
    """What the voice cannot say, with the block and its line; makes no sound and sends nothing anywhere.

    can_say: whether that of an utterance is known already; the voice is not asked about it.
    """
    lines = {node.id: node.source for node in nodes(article.blocks)}
    wanted = utterances(script, article)
    seen: set[str] = set()
    findings = []
    for speech in speeches(script):
        utterance = wanted[speech.text]
        refused = () if speech.text in seen or can_say(utterance) else voice.refused(utterance)
        seen.add(speech.text)
        if refused:
            line = lines.get(speech.block)
            findings.append(
                Finding(
                    Code.UNSPEAKABLE,
                    Position(line.file, line.line) if line else Position("article"),
                    f"The voice “{voice.name}” cannot say {_quoted(refused)} in block “{speech.block}”.",
                    speech.text,
                    "Write it in words, or give the word a respelling under `pronounce`.",
                )
            )
    return tuple(findings)


def synthesise(
    script: Script,
    article: Article,
    voice: Voice,
    progress: Progress | None = None,
    known: Labelled | None = None,
    workers: int | None = None,
    memory: Memory = FORGETFUL,
) -> Labelled:
    """The sound of each text of the script: one that is known, or remembered, or else made and remembered.

    workers: how many are made at a time; None means as many as the voice and the machine can.
    Raises VoiceError, before any sound is made, for what the voice refuses.
    """
    # numpy loads only when there is something to say.
    from pubpipe.narrating.spooling import Spool

    wanted, repertoire, sounds = utterances(script, article), Repertoire(voice, memory), Spool()
    for text, utterance in wanted.items():
        if known is not None and text in known:
            sounds.promise(text, known.label(text), partial(known.__getitem__, text))
        elif label := repertoire.label(utterance):
            sounds.promise(text, label, partial(repertoire.sound, utterance))
        else:
            continue
        _tell(progress, len(sounds), len(wanted))
    missing = [utterance for text, utterance in wanted.items() if text not in sounds]
    _expect_sayable(unspeakable(script, article, voice, lambda utterance: utterance.text in sounds))
    with side_by_side(voice.synthesise, missing, workers or workers_for(voice)) as made:
        for utterance in missing:
            sounds[utterance.text] = sound = next(made)
            repertoire.keep(utterance, sound)
            _tell(progress, len(sounds), len(wanted))
    # What is measured over all of them must not depend on which were remembered.
    sounds.arrange(wanted)
    return sounds


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


def _expect_sayable(findings: tuple[Finding, ...]) -> None:
    """Raises VoiceError for the first of what the voice refuses."""
    if findings:
        quoted = "; ".join(f"{one.position}: {one.message}" for one in findings[:SHOWN])
        more = f" (and {len(findings) - SHOWN} more)" if len(findings) > SHOWN else ""
        raise VoiceError(f"{quoted}{more}", findings[0].remedy)


def _used(known: tuple[Pronunciation, ...], text: str) -> tuple[Pronunciation, ...]:
    # A lexicon may list hundreds of words: most are not there, which is quicker to see than to search for.
    lowered = text.lower()
    return tuple(one for one in known if one.word.lower() in lowered and one.pattern.search(text))


def _quoted(refused: tuple[str, ...]) -> str:
    named = len(refused) <= SHOWN
    return ", ".join(_quoted_one(part, named=named) for part in refused)


def _quoted_one(part: str, *, named: bool) -> str:
    """A refused part so that its author can find it: some letters of other scripts look just like Latin ones."""
    if not part.isprintable() or (len(part) == 1 and unicodedata.combining(part)) or part in _INVISIBLE:
        return f"U+{ord(part[0]):04X}"
    if named and len(part) == 1 and part.isalpha():
        return f"“{part}” (U+{ord(part):04X}, {unicodedata.name(part, '').lower()})"
    return f"“{part}”"

"""Scripts sentence by sentence: the same words, for the same blocks and sides, and nothing else moved."""

import re
from dataclasses import replace
from itertools import groupby

from pubpipe.model.article import Side
from pubpipe.model.narration import Chapter, Cue, Hold, Mark, Pause, Script, Speech, speeches
from pubpipe.model.recording import READING, SESSION
from pubpipe.narrating import script_of
from pubpipe.narrating.script import build_script
from pubpipe.narrating.sentencing import by_sentence
from pubpipe.profile import Profile
from tests.narrating.scripts import ENGLISH
from tests.samples import every_block


def cut(*cues: Cue) -> tuple[Cue, ...]:
    """Cues, by sentence."""
    return by_sentence(Script("t", "en-GB", (Chapter("a", "A", cues),)), ENGLISH).chapters[0].cues


def test_each_sentence_is_a_cue_with_a_short_wait_between() -> None:
    """Of the same block, side and fragment."""
    assert cut(Speech("s1", "Sit tall. Breathe out.", Side.LEFT, "f"), Pause("s1", 4.0, Side.LEFT)) == (
        Speech("s1", "Sit tall.", Side.LEFT, "f"),
        Pause("s1", 0.45, Side.LEFT),
        Speech("s1", "Breathe out.", Side.LEFT, "f"),
        Pause("s1", 4.0, Side.LEFT),
    )


def test_holds_and_pauses_stay_as_they_are() -> None:
    """And so does what is said within a hold."""
    cues = (Pause("a", 1.0), Hold("a", 20.0, None, (Mark(10.0, "Half. Way."),)), Speech("a", "One."))
    assert cut(*cues) == cues


def test_no_word_of_a_session_is_lost_or_moved() -> None:
    """The words for each block and side in a row are those of the script as it was built."""
    whole = build_script(every_block(), Profile(), ENGLISH)

    def runs(script: Script) -> list[tuple[object, str]]:
        said = groupby(speeches(script), key=lambda one: (one.block, one.side))
        return [(key, " ".join(one.text for one in ones)) for key, ones in said]

    assert runs(by_sentence(whole, ENGLISH)) == runs(whole)


def test_every_recording_is_cut() -> None:
    """No cue says two sentences; in a reading, the number of a step goes with its first."""
    for recording in (SESSION, READING):
        for one in speeches(script_of(recording, every_block(), Profile(), ENGLISH)):
            said = replace(one, text=re.sub(r"^Step \d\. ", "", one.text))
            assert cut(said) == (said,)

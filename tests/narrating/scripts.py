"""Small articles and scripts for the tests of the narration."""

from collections.abc import Iterator, Sequence

from pubpipe.model.article import Article, Block, Callout, CalloutRole, Side, SourceLine, Step, Stretch
from pubpipe.model.dose import Dose, Duration
from pubpipe.model.narration import Chapter, Cue, Hold, Script, Speech
from pubpipe.narrating.script import build_script
from pubpipe.profile import AudioSettings, Profile
from pubpipe.wording import language_for
from tests.samples import every_block, paragraph, words

ENGLISH = language_for("en-GB")
BOTH = (Side.RIGHT, Side.LEFT)
STEPS = ("Kneel on your right knee.", "Keep your left foot in front.")


def stretch(
    dose: Dose | None = None,
    *,
    id: str = "kneel",
    position: str | None = "on one knee",
    sides: tuple[Side, ...] = BOTH,
    steps: Sequence[str] = STEPS,
    other_steps: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Stretch:
    """A stretch of few words."""
    return Stretch(
        id=id,
        title=words("Kneel"),
        sides=sides,
        dose=dose or Dose(hold=Duration(lower=2, upper=3)),
        starting_position=position,
        steps=tuple(
            Step(id=f"{id}-s{number}", content=words(step), source=SourceLine(file="article.md", line=10 + number))
            for number, step in enumerate(steps, start=1)
        ),
        other_steps=tuple(
            Step(id=f"{id}-o{number}", content=words(step)) for number, step in enumerate(other_steps, start=1)
        ),
        notes=tuple(paragraph(f"{id}-p{number}", note) for number, note in enumerate(notes, start=1)),
    )


def article(*blocks: Block) -> Article:
    """An article of a warning, the given blocks (one short stretch, if none is given) and a disclaimer."""
    stop, note = paragraph("warning-1-p1", "Stop if it hurts."), paragraph("disclaimer-1-p1", "This is no advice.")
    warning = Callout(id="warning-1", role=CalloutRole.WARNING, blocks=(stop,))
    disclaimer = Callout(id="disclaimer-1", role=CalloutRole.DISCLAIMER, blocks=(note,))
    return every_block().model_copy(update={"blocks": (warning, *(blocks or (stretch(),)), disclaimer)})


def script_of(written: Article, audio: AudioSettings | None = None) -> Script:
    """The script of an article."""
    return build_script(written, Profile(audio=audio or AudioSettings()), ENGLISH)


def cues(script: Script, chapter: str | None = None) -> Iterator[Cue]:
    """The cues of a script, or of one of its chapters, or of all the chapters of a stretch."""
    for one in script.chapters:
        if chapter in (None, one.id) or one.id.startswith(f"{chapter}-"):
            yield from one.cues


def said(script: Script, chapter: str | None = None) -> list[str]:
    """What is said, in order."""
    return [cue.text for cue in cues(script, chapter) if isinstance(cue, Speech)]


def holds(script: Script) -> list[Hold]:
    """The holds that everybody is asked for, in order."""
    return [cue for cue in cues(script) if isinstance(cue, Hold) and not cue.is_optional]


def chapter(script: Script, id: str) -> Chapter:
    """A chapter by its id."""
    return next(one for one in script.chapters if one.id == id)

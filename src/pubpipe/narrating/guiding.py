"""One stretch as a physiotherapist would guide it with the patient's eyes closed.

What it is, where it should be felt, how long and how often, what to hold on to, how to lie or
sit; then for each set and each side the steps, the timed hold and the release. The second side is
spoken out in full, mirrored: “the same on the other side” leaves a listener to swap words in the
head. The first time on a side has all steps; later repetitions are a reminder and the hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.errors import SourceError
from pubpipe.model.article import Node, Side, Stretch
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Chime, Cue, Hold, Pause, Speech
from pubpipe.model.text import Inlines, plain
from pubpipe.narrating.pacing import AFTER_TITLE, BREATH, GETTING_INTO_POSITION, Plan, plan
from pubpipe.profile import AudioSettings
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines, duration
from pubpipe.wording.laterality import ambiguous, mirror, names_a_side
from pubpipe.wording.lists import listed
from pubpipe.wording.speech import NarrationWords
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines

LONGEST_SECONDS = 3600
"""An hour of one stretch is a slip of the keyboard, and would be a recording of unbounded length."""


def guide(stretch: Stretch, place: tuple[int, int], settings: AudioSettings, language: Language) -> Iterator[Cue]:
    """The cues of one stretch. `place` is its number and how many there are."""
    planned = plan(stretch.dose, settings)
    times = planned.repetitions * planned.sets * max(1, len(stretch.sides))
    if times * ((planned.hold or 0) + settings.step_pause) > LONGEST_SECONDS:
        raise SourceError(
            f"{_where(stretch)}: the stretch “{plain(stretch.title)}” would be held and repeated for "
            f"more than {LONGEST_SECONDS // 60} minutes.",
            "Check `hold`, `repeat` and `sets`; a guided session of a stretch is a matter of minutes.",
        )
    return _Guide(stretch, place, settings, language, planned).cues()


def _where(node: Node) -> str:
    return f"{node.source.file}, line {node.source.line}" if node.source else f"block “{node.id}”"


@dataclass(frozen=True, slots=True)
class _Guide:
    """A stretch with all that decides how it is guided; each method yields the cues of one moment."""

    stretch: Stretch
    place: tuple[int, int]
    settings: AudioSettings
    language: Language
    plan: Plan

    def cues(self) -> Iterator[Cue]:
        """The whole stretch."""
        yield from self._presented()
        yield from self._prepared()
        for number in range(1, self.plan.sets + 1):
            if number > 1:
                yield from self._rested()
                next_set = self._words.next_set.format(number=number, total=self.plan.sets)
                yield from self._said(next_set)
            yield from self._one_set(is_first=number == 1)

    @property
    def _words(self) -> NarrationWords:
        return self.language.narration

    def _presented(self) -> Iterator[Cue]:
        """Its name, what it is for, where it is felt, and the dose in the words that print has."""
        stretch, words = self.stretch, self._words
        number, total = self.place
        name = words.the_only_stretch if total == 1 else words.stretch_number
        said = name.format(number=number, total=total, title=spoken_inlines(stretch.title, self.language))
        yield from self._said(sentence(said), pause=AFTER_TITLE)
        for paragraph in stretch.introduction:
            yield from self._said(self._spoken(paragraph.content), block=paragraph.id)
        if stretch.targets:
            yield from self._said(words.targets.format(targets=spoken(stretch.targets, self.language)))
        for line in dose_lines(stretch.dose, stretch.sides, self.language):
            if pattern := words.dose.get(line.part):
                yield from self._said(pattern.format(value=line.value))

    def _prepared(self) -> Iterator[Cue]:
        """What is needed, which side (so that nobody kneels on the wrong knee), what to mind, and the position."""
        stretch, words = self.stretch, self._words
        first = stretch.sides[0] if stretch.sides else None
        if stretch.equipment:
            things = tuple(spoken(thing, self.language) for thing in stretch.equipment)
            yield from self._said(words.needs_here.format(things=listed(things, self.language)))
        if first:
            yield from self._said(self._side_named(first, turned=False), first)
        yield from self._hints(first, turned=False)
        if stretch.starting_position:
            position = words.position.format(position=spoken(stretch.starting_position, self.language))
            yield from self._said(sentence(position), first, pause=self._settling)

    def _one_set(self, *, is_first: bool) -> Iterator[Cue]:
        """Each side in turn; the other side's text is the mirror image of the first's."""
        sides: tuple[Side | None, ...] = self.stretch.sides or (None,)
        for side in sides:
            turned = side is not sides[0]
            if side is not None and (turned or not is_first):
                yield from self._said(self._side_named(side, turned=turned), side, pause=self.settings.step_pause)
            if is_first:
                yield from self._hints(side, turned=True) if turned else ()
                yield from self._steps(side, turned=turned)
            yield from self._held(side, is_first=is_first) if self.plan.hold else self._counted(side, is_first=is_first)

    def _side_named(self, side: Side, *, turned: bool) -> str:
        words = self._words
        if len(self.stretch.sides) == 1:
            return words.only_side[side.value]
        return (words.other_side if turned else words.first_side)[side.value]

    def _hints(self, side: Side | None, *, turned: bool) -> Iterator[Cue]:
        """The notes, before anybody has to hold still for them; on the second side those alone that differ there."""
        for note in self.stretch.notes:
            text = self._spoken(note.content)
            if turned and not names_a_side(text, self.language):
                continue
            yield from self._said(self._turned(text, note) if turned else text, side, block=note.id)

    def _steps(self, side: Side | None, *, turned: bool) -> Iterator[Cue]:
        for step in self.stretch.steps:
            text = self._spoken(step.content)
            text = self._turned(text, step) if turned else text
            yield from self._said(text, side, block=step.id, pause=self.settings.step_pause)

    def _held(self, side: Side | None, *, is_first: bool) -> Iterator[Cue]:
        """Each repetition: into the stretch (the steps did that the first time), hold, release."""
        hold = self.plan.hold or 0
        for number in range(1, self.plan.repetitions + 1):
            if number > 1:
                yield from self._rested(side)
            if number > 1 or not is_first:
                yield from self._said(self._again(number, side), side, pause=self._settling)
            yield from self._said(self._words.hold_now.format(value=self._seconds(hold)), side, pause=BREATH)
            yield Chime(self.stretch.id, "start", side)
            yield Hold(self.stretch.id, hold, side)
            yield Chime(self.stretch.id, "release", side)
            yield from self._said(self._words.release, side, pause=self.settings.step_pause)

    def _again(self, number: int, side: Side | None) -> str:
        total = self.plan.repetitions
        if total == 1:
            return self._words.once_more
        ordinals = self.language.spoken.ordinals
        ordinal = ordinals[number - 1] if number <= len(ordinals) else self._words.number.format(number=number)
        pattern = self._words.again if side is None else self._words.again_on[side.value]
        return pattern.format(ordinal=ordinal, total=total)

    def _counted(self, side: Side | None, *, is_first: bool) -> Iterator[Cue]:
        """Repetitions without a hold: counted aloud at the pace of a step; the steps were the first of them."""
        total, words = self.plan.repetitions, self._words
        if total == 1:
            if not is_first:
                yield from self._said(words.once_more, side, pause=self.settings.step_pause * len(self.stretch.steps))
            return
        yield from self._said((words.count_on if is_first else words.count_again).format(total=total), side)
        for number in range(2 if is_first else 1, total + 1):
            yield from self._said(f"{number}.", side, pause=self.settings.step_pause)
        yield from self._said(words.counted.format(total=total), side, pause=self.settings.step_pause)

    def _rested(self, side: Side | None = None) -> Iterator[Cue]:
        if self.plan.rest:
            rest = self._words.rest_now.format(value=self._seconds(self.plan.rest))
            yield from self._said(rest, side, pause=self.plan.rest)

    def _turned(self, text: str, node: Node) -> str:
        """The text for the other side. Raises SourceError rather than guess."""
        problems = ambiguous(text, self.language)
        if problems:
            raise SourceError(
                f"{_where(node)}: “{problems[0].word}” in “{problems[0].sentence}” may or may not mean a side, "
                "so the other side cannot be spoken.",
                "Name the part of the body, as in “your right knee”, or find another word for what is no side.",
            )
        return mirror(text, self.language)

    def _spoken(self, content: Inlines) -> str:
        return sentence(spoken_inlines(content, self.language))

    def _seconds(self, seconds: int) -> str:
        return duration(Duration(lower=seconds, upper=seconds), self.language)

    @property
    def _settling(self) -> float:
        return self.settings.step_pause * GETTING_INTO_POSITION

    def _said(
        self, text: str, side: Side | None = None, *, block: str | None = None, pause: float = BREATH
    ) -> Iterator[Cue]:
        about = block or self.stretch.id
        yield Speech(about, text, side)
        yield Pause(about, pause, side)

"""One stretch as a physiotherapist would guide it with the patient's eyes closed.

What it is, where it should be felt, how long and how often, what to hold on to, how to lie or
sit; then for each set and each side the steps, the timed hold and the release. The second side is
spoken out in full, mirrored unless the author wrote it out: “the same on the other side” leaves a
listener to swap words in the head. The first time on a side has all steps; later repetitions are a
reminder and the hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.errors import SourceError
from pubpipe.model.article import Node, Side, Step, Stretch
from pubpipe.model.dose import Duration
from pubpipe.model.narration import Chapter, Chime, Cue, Hold, Mark, Pause, Speech
from pubpipe.model.text import Inlines, plain
from pubpipe.narrating.pacing import (
    AFTER_CHIME,
    AFTER_TITLE,
    BREATH,
    SHORTEST_HALVED,
    SHORTEST_STAY_SAID,
    Plan,
    pace_of,
    plan,
    step_pause,
)
from pubpipe.profile import AudioSettings
from pubpipe.wording import Language
from pubpipe.wording.doses import dose_lines, duration
from pubpipe.wording.lists import listed
from pubpipe.wording.movement import StepKind, is_on_floor, step_kind
from pubpipe.wording.sides import differs, doubts, mirrored
from pubpipe.wording.speech import NarrationWords
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines

LONGEST_SECONDS = 3600
"""An hour of one stretch is a slip of the keyboard, and would be a recording of unbounded length."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch stands: the article's id, its number, how many there are, and what came before it.

    was_on_floor: whether the one before it was on the floor, None where that is not known.
    """

    article: str
    number: int
    total: int
    was_on_floor: bool | None = False


def guide(stretch: Stretch, place: Place, settings: AudioSettings, language: Language) -> Iterator[Chapter]:
    """The chapters of one stretch: one for each side in each set, or a single one if there are no two sides."""
    planned = plan(stretch.dose, pace_of(stretch, place.article, settings))
    times = planned.repetitions * planned.sets * max(1, len(stretch.sides))
    if times * ((planned.hold or 0) + planned.stay + settings.step_pause) > LONGEST_SECONDS:
        raise SourceError(
            f"{_where(stretch)}: the stretch “{plain(stretch.title)}” would be held and repeated for "
            f"more than {LONGEST_SECONDS // 60} minutes.",
            "Check `hold`, `repeat` and `sets`; a guided session of a stretch is a matter of minutes.",
        )
    return _Guide(stretch, place, settings, language, planned).chapters()


def _where(node: Node) -> str:
    return f"{node.source.file}, line {node.source.line}" if node.source else f"block “{node.id}”"


@dataclass(frozen=True, slots=True)
class _Guide:
    """A stretch with all that decides how it is guided; each method yields the cues of one moment."""

    stretch: Stretch
    place: Place
    settings: AudioSettings
    language: Language
    plan: Plan

    def chapters(self) -> Iterator[Chapter]:
        """The whole stretch. What introduces it belongs to its first chapter."""
        sides: tuple[Side | None, ...] = self.stretch.sides or (None,)
        cues = [*self._presented(), *self._prepared()]
        for number in range(1, self.plan.sets + 1):
            if number > 1:
                cues += (*self._rested(), *self._said(self._set(self._words.next_set, number)))
            for side in sides:
                cues += self._one_side(side, is_first=number == 1)
                if len(sides) > 1:
                    yield self._chapter(cues, side, number)
                    cues = []
        if cues:
            yield self._chapter(cues, sides[0], 1)

    def _chapter(self, cues: list[Cue], side: Side | None, number: int) -> Chapter:
        """A chapter that a player can show by itself: it names the stretch, its side and its set."""
        words, id = self._words, self.stretch.id
        title = plain(self.stretch.title)
        if self.place.total > 1:
            title = words.stretch_chapter.format(number=self.place.number, title=title)
        if side:
            id, title = f"{id}-{side.value}", words.side_chapter[side.value].format(title=title)
        if self.plan.sets > 1 and len(self.stretch.sides) > 1:
            id = f"{id}-{number}" if number > 1 else id
            title = self._set(words.set_chapter, number, title=title)
        return Chapter(id, title, tuple(cues))

    def _set(self, pattern: str, number: int, **more: str) -> str:
        return pattern.format(number=number, total=self.plan.sets, **more)

    @property
    def _words(self) -> NarrationWords:
        return self.language.narration

    def _presented(self) -> Iterator[Cue]:
        """Its name, what it is for, where it is felt, and the dose in the words that print has."""
        stretch, words = self.stretch, self._words
        place, name = self.place, words.the_only_stretch if self.place.total == 1 else words.stretch_number
        said = name.format(number=place.number, total=place.total, title=spoken_inlines(stretch.title, self.language))
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
        yield from self._floor_changed()
        if first:
            yield from self._said(self._side_named(first, turned=False), first)
        yield from self._hints(first, turned=False)
        if stretch.starting_position:
            position = words.position.format(position=spoken(stretch.starting_position, self.language))
            # A first step that gets into the position tells on which knee: nobody should have chosen one before it.
            is_told_next = self._kind(stretch.steps[0]) is StepKind.POSITION
            yield from self._said(sentence(position), first, pause=BREATH if is_told_next else self._settling)

    def _floor_changed(self) -> Iterator[Cue]:
        """Time to get down to the floor or up from it, where the words of both positions tell that it is needed."""
        now = is_on_floor(self.stretch.starting_position or "", self.language)
        before = self.place.was_on_floor
        if now is not None and before is not None and now != before:
            words = self._words.to_floor if now else self._words.from_floor
            yield from self._said(words, pause=self.settings.floor_pause)

    def _one_side(self, side: Side | None, *, is_first: bool) -> Iterator[Cue]:
        """A side's turn in a set; the other side's text is the mirror image of the first's."""
        turned = side is not None and side is not self.stretch.sides[0]
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
            if turned and not differs(note.content, self.language):
                continue
            content = self._turned(note.content, note) if turned else note.content
            yield from self._said(self._spoken(content), side, block=note.id)

    def _steps(self, side: Side | None, *, turned: bool) -> Iterator[Cue]:
        """The steps of a side; those of the other are its own where the author wrote them out."""
        written = turned and bool(self.stretch.other_steps)
        for step in self.stretch.other_steps if written else self.stretch.steps:
            content = self._turned(step.content, step) if turned and not written else step.content
            pause = step_pause(self._kind(step), self.settings)
            yield from self._said(self._spoken(content), side, block=step.id, pause=pause)

    def _held(self, side: Side | None, *, is_first: bool) -> Iterator[Cue]:
        """Each repetition: into the stretch (the steps did that the first time), hold, release."""
        for number in range(1, self.plan.repetitions + 1):
            if number > 1:
                yield from self._rested(side)
            if number > 1 or not is_first:
                yield from self._said(self._again(number, side), side, pause=self._settling)
            yield from self._one_hold(side, is_first=number == 1)

    def _one_hold(self, side: Side | None, *, is_first: bool) -> Iterator[Cue]:
        """Get ready, the hold from chime to chime, the time for who wants to stay, and the release."""
        about, words, hold, stay = self.stretch.id, self._words, self.plan.hold or 0, self.plan.stay
        yield from self._said(words.hold_now.format(value=self._seconds(hold)), side)
        if stay and is_first:
            yield from self._said(words.may_stay.format(value=self._seconds(hold + stay)), side)
        halfway = (Mark(hold / 2, words.halfway),) if hold >= SHORTEST_HALVED else ()
        yield Chime(about, "start", side)
        yield Hold(about, hold, side, halfway)
        yield Chime(about, "release", side)
        if stay:
            staying = (Mark(AFTER_CHIME, words.staying),) if stay >= SHORTEST_STAY_SAID else ()
            yield Hold(about, stay, side, staying, is_optional=True)
            yield Chime(about, "release", side)
        yield Pause(about, AFTER_CHIME, side)
        yield from self._said(words.release, side, pause=self.settings.step_pause)

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
                longest = max(len(self.stretch.steps), len(self.stretch.other_steps))
                yield from self._said(words.once_more, side, pause=self.settings.step_pause * longest)
            return
        yield from self._said((words.count_on if is_first else words.count_again).format(total=total), side)
        for number in range(2 if is_first else 1, total + 1):
            yield from self._said(f"{number}.", side, pause=self.settings.step_pause)
        yield from self._said(words.counted.format(total=total), side, pause=self.settings.step_pause)

    def _rested(self, side: Side | None = None) -> Iterator[Cue]:
        if self.plan.rest:
            rest = self._words.rest_now.format(value=self._seconds(self.plan.rest))
            yield from self._said(rest, side, pause=self.plan.rest)

    def _turned(self, content: Inlines, node: Node) -> Inlines:
        """The text for the other side. Raises SourceError rather than guess."""
        problems = doubts(content, self.language)
        if problems:
            raise SourceError(
                f"{_where(node)}: “{problems[0].word}” in “{problems[0].sentence}” may or may not mean a side, "
                "so the other side cannot be spoken.",
                "Name the part of the body, as in “your right knee”, or mark what is no side: {fixed}`the right way`.",
            )
        return mirrored(content, self.language)

    def _spoken(self, content: Inlines) -> str:
        return sentence(spoken_inlines(content, self.language))

    def _seconds(self, seconds: int) -> str:
        return duration(Duration(lower=seconds, upper=seconds), self.language)

    def _kind(self, step: Step) -> StepKind:
        return step_kind(plain(step.content), self.language)

    @property
    def _settling(self) -> float:
        return self.settings.position_pause

    def _said(
        self, text: str, side: Side | None = None, *, block: str | None = None, pause: float = BREATH
    ) -> Iterator[Cue]:
        about = block or self.stretch.id
        yield Speech(about, text, side)
        yield Pause(about, pause, side)

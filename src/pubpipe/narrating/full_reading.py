"""The whole article read aloud, block by block, for listening and for reading along.

Nothing is timed and nothing is mirrored here: a listener hears what a reader sees, in the same
order, with each picture's text alternative in the place of the picture. The guided session, which
is followed on the floor, is another script (`script`).
"""

from collections.abc import Iterable, Iterator
from itertools import chain, takewhile

from pubpipe.model.article import (
    Article,
    Callout,
    Figure,
    ListBlock,
    Node,
    Paragraph,
    Section,
    Step,
    Stretch,
    Table,
)
from pubpipe.model.narration import Chapter, Cue, Pause, Script, Speech
from pubpipe.model.text import Inlines, plain
from pubpipe.narrating.pacing import AFTER_TITLE, BREATH
from pubpipe.profile import Profile
from pubpipe.wording import Language
from pubpipe.wording.dates import long_date
from pubpipe.wording.doses import dose_lines
from pubpipe.wording.lists import listed
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines, telephone

TITLE, REFERENCES, IMPRINT = "_title", "references", "_imprint"
"""Ids of chapters that are no block of the article; a section's chapter has the id of its block."""


def build_reading(article: Article, profile: Profile, language: Language) -> Script:
    """The script of the full reading: the title, a chapter for each section of the first level, the references."""
    reader = _Reader(language)
    opening = tuple(takewhile(lambda block: not isinstance(block, Section), article.blocks))
    cues = (*reader.title(article), *reader.blocks(opening))
    chapters = [Chapter(TITLE, language.narration.introduction, cues)]
    loose: list[Node] = []
    for block in article.blocks[len(opening) :]:
        if isinstance(block, Section):
            chapters += reader.loose_chapter(loose)
            loose = []
            chapters.append(Chapter(block.id, plain(block.title), tuple(reader.block(block))))
        else:
            loose.append(block)
    chapters += reader.loose_chapter(loose)
    chapters.append(Chapter(REFERENCES, language.interface.references, tuple(reader.references(article))))
    chapters.append(Chapter(IMPRINT, language.narration.imprint, tuple(reader.imprint(article, profile))))
    return Script(article.title, article.language, tuple(chapter for chapter in chapters if chapter.cues))


class _Reader:
    """Blocks to cues, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = language.narration

    def title(self, article: Article) -> Iterator[Cue]:
        """What a title page says."""
        yield from self._said("title", article.title, AFTER_TITLE)
        yield from self._said("title", self.language.interface.by.format(names=listed(article.authors, self.language)))
        if article.summary:
            yield from self._said("title", article.summary)

    def imprint(self, article: Article, profile: Profile) -> Iterator[Cue]:
        """Who stands behind the article, how old it is, and how to reach them."""
        interface, clinic = self.language.interface, profile.clinic or article.publisher
        for pattern, date in (
            (interface.published, article.published),
            (interface.reviewed, article.reviewed),
            (interface.review_due, article.review_due),
        ):
            yield from self._said("title", pattern.format(date=long_date(date, self.language)))
        if clinic.phone:
            help_line = self.words.help_line.format(
                name=spoken(clinic.name, self.language), phone=telephone(clinic.phone, self.language)
            )
            yield from self._cues("title", help_line)

    def references(self, article: Article) -> Iterator[Cue]:
        """The references with their numbers; addresses are for eyes."""
        if article.references:
            yield from self._said("references", self.language.interface.references, AFTER_TITLE)
        for number, reference in enumerate(article.references, start=1):
            yield from self._said(f"reference-{reference.id}", f"{number}. {reference.text}")

    def loose_chapter(self, blocks: list[Node]) -> list[Chapter]:
        """A chapter of the blocks between sections, named by the first words that it has to offer."""
        if not blocks:
            return []
        first = blocks[0]
        title = plain(first.title) if isinstance(first, Callout | Stretch) else ""
        role = getattr(self.language.interface, first.role.value) if isinstance(first, Callout) else ""
        return [Chapter(f"_{first.id}", title or role or self.words.introduction, self.blocks(blocks))]

    def blocks(self, blocks: Iterable[Node]) -> tuple[Cue, ...]:
        """Blocks one after the other."""
        return tuple(chain.from_iterable(self.block(block) for block in blocks))

    def block(self, node: Node) -> Iterator[Cue]:
        """A block and all that is in it."""
        match node:
            case Paragraph() | Step():
                yield from self._inlines(node.id, node.content)
            case ListBlock():
                yield from self._list(node)
            case Table():
                yield from self._table(node)
            case Figure():
                yield from self._figure(node)
            case Callout():
                yield from self._callout(node)
            case Stretch():
                yield from self._stretch(node)
            case Section():
                yield from self._inlines(node.id, node.title, AFTER_TITLE)
                yield from self.blocks(node.blocks)
            case _:
                raise AssertionError(f"the full reading does not know {type(node).__name__}")

    def _list(self, node: ListBlock) -> Iterator[Cue]:
        for number, item in enumerate(node.items, start=1):
            yield from self._inlines(item.id, item.content, before=f"{number}." if node.ordered else "")
            for below in item.lists:
                yield from self._list(below)

    def _table(self, node: Table) -> Iterator[Cue]:
        """Row by row, each value behind the name of its column, as a person would read a table to another."""
        if node.caption:
            yield from self._inlines(node.id, node.caption, AFTER_TITLE)
        names = [plain(cell.content) for cell in node.header]
        for row in node.rows:
            for name, cell in zip(names, row, strict=True):
                if cell.content:
                    yield from self._inlines(cell.id, cell.content, before=f"{name}:")

    def _figure(self, node: Figure) -> Iterator[Cue]:
        yield from self._said(node.id, self.words.picture.format(alternative=node.alt))
        if node.caption:
            yield from self._inlines(node.id, node.caption)

    def _callout(self, node: Callout) -> Iterator[Cue]:
        role: str = getattr(self.language.interface, node.role.value)
        title = plain(node.title)
        named = title if title and role.casefold() in title.casefold() else f"{role}: {title}" if title else role
        yield from self._said(node.id, named, AFTER_TITLE)
        yield from self.blocks(node.blocks)

    def _stretch(self, node: Stretch) -> Iterator[Cue]:
        yield from self._inlines(node.id, node.title, AFTER_TITLE)
        yield from self.blocks(node.introduction)
        if node.figure:
            yield from self._figure(node.figure)
        for line in dose_lines(node.dose, node.sides, self.language):
            yield from self._said(f"{node.id}-dose", f"{line.label}: {line.value}")
        yield from self._preparation(node)
        yield from self._steps(node)
        yield from self.blocks(node.notes)

    def _preparation(self, node: Stretch) -> Iterator[Cue]:
        interface = self.language.interface
        for label, value in (
            (interface.starting_position, node.starting_position),
            (interface.equipment, listed(node.equipment, self.language)),
            (interface.targets, node.targets),
        ):
            if value:
                yield from self._said(f"{node.id}-preparation", f"{label}: {value}")

    def _steps(self, node: Stretch) -> Iterator[Cue]:
        """The steps with their numbers, and before them whose they are."""
        interface = self.language.interface
        if node.sides:
            yield from self._said(f"{node.id}-side", interface.steps_for_side[node.sides[0].value])
        for other in () if node.other_steps else node.sides[1:]:
            yield from self._said(f"{node.id}-side", interface.other_side_follows[other.value])
        yield from self._numbered(node.steps)
        if node.other_steps:
            yield from self._said(f"{node.id}-other", interface.steps_for_side[node.sides[1].value])
            yield from self._numbered(node.other_steps)

    def _numbered(self, steps: tuple[Step, ...]) -> Iterator[Cue]:
        for number, step in enumerate(steps, start=1):
            yield from self._inlines(step.id, step.content, before=self.words.step.format(number=number))

    def _inlines(self, block: str, content: Inlines, pause: float = BREATH, *, before: str = "") -> Iterator[Cue]:
        said = spoken_inlines(content, self.language)
        yield from self._cues(block, f"{spoken(before, self.language)} {said}" if before else said, pause)

    def _said(self, block: str, text: str, pause: float = BREATH) -> Iterator[Cue]:
        yield from self._cues(block, spoken(text, self.language), pause)

    def _cues(self, block: str, text: str, pause: float = BREATH) -> Iterator[Cue]:
        yield Speech(block, sentence(text))
        yield Pause(block, pause)

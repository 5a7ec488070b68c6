"""The whole article read aloud, block by block, for listening and for reading along.

Nothing is timed and nothing is mirrored here: a listener hears what a reader sees, in the same
order, with each picture's text alternative in the place of the picture. Every sentence tells by
its fragment which words on a page are the same. The guided session, which is followed on the
floor, is another script (`script`).
"""

from collections.abc import Iterable, Iterator
from itertools import chain

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
from pubpipe.model.narration import ABOUT, Chapter, Cue, Pause, Script, Speech
from pubpipe.model.pages import NO_PAGES, Pages
from pubpipe.model.text import Inlines, Text, plain
from pubpipe.model.walks import stretches
from pubpipe.narrating.pacing import AFTER_TITLE, BREATH, SENTENCE_GAP
from pubpipe.profile import Profile
from pubpipe.wording import Language
from pubpipe.wording.dates import long_date
from pubpipe.wording.doses import dose_lines
from pubpipe.wording.lists import listed
from pubpipe.wording.parts import Part, parts
from pubpipe.wording.sentences import sentences
from pubpipe.wording.spoken import sentence, spoken, spoken_inlines, telephone

TITLE, REFERENCES, IMPRINT = "_title", "_references", "_imprint"
"""Ids of chapters that are no part of the article."""


def build_reading(article: Article, profile: Profile, language: Language) -> Script:
    """The script of the full reading: the title, a chapter for each part of the article, references, who made it."""
    reader, words = Reader(language), language.narration
    chapters = (
        Chapter(TITLE, article.title, tuple(reader.title(article))),
        *(Chapter(part.id, part.title, tuple(reader.part(part))) for part in parts(article, language.interface)),
        Chapter(REFERENCES, language.interface.references, tuple(reader.references(article))),
        Chapter(IMPRINT, words.imprint, tuple(reader.imprint(article, profile))),
    )
    title = words.reading_title.format(title=article.title)
    return Script(title, article.language, tuple(chapter for chapter in chapters if chapter.cues))


class Reader:
    """Blocks to cues, in one language."""

    def __init__(self, language: Language, pages: Pages = NO_PAGES) -> None:
        self.language = language
        self._pages = dict(pages.first)
        self.words = language.narration

    def title(self, article: Article) -> Iterator[Cue]:
        """What a title page says, and what the recording is good for."""
        yield from self.title_page(article)
        if stretches(article):
            # Read out, the steps leave no time to do them: nobody should try to follow this on the floor.
            yield from self._narrated(self.words.reads_only)

    def title_page(self, article: Article) -> Iterator[Cue]:
        """Title, summary and authors."""
        byline = self.language.interface.by.format(names=listed(article.authors, self.language))
        yield from self.whole("title", article.title, AFTER_TITLE, "title_heading")
        if article.summary:
            yield from self.inlines("title_summary", (Text(value=article.summary),))
        yield from self.whole("title_byline", byline)

    def imprint(self, article: Article, profile: Profile) -> Iterator[Cue]:
        """How old the article is, and how to reach those who stand behind it."""
        interface, clinic = self.language.interface, profile.clinic or article.publisher
        for name, pattern, date in (
            ("published", interface.published, article.published),
            ("reviewed", interface.reviewed, article.reviewed),
            ("review_due", interface.review_due, article.review_due),
        ):
            yield from self.whole(f"title_{name}", pattern.format(date=long_date(date, self.language)))
        if clinic.phone:
            number = telephone(clinic.phone, self.language)
            line = self.words.help_line.format(name=spoken(clinic.name, self.language), phone=number)
            yield from self._cues("title_phone", line, BREATH, "title_phone")

    def references(self, article: Article) -> Iterator[Cue]:
        """The references with their numbers; addresses are for eyes."""
        if article.references:
            yield from self.whole("references", self.language.interface.references, AFTER_TITLE, "references-title")
        for number, reference in enumerate(article.references, start=1):
            yield from self.whole(f"reference-{reference.id}", f"{number}: {reference.text}")

    def part(self, part: Part) -> Iterator[Cue]:
        """A part behind its title, be that its section's own or made for blocks outside any."""
        yield from self._titled(part.id, part.section.title if part.section else (Text(value=part.title),))
        yield from self.blocks(part.blocks)

    def blocks(self, blocks: Iterable[Node]) -> Iterator[Cue]:
        """Blocks one after the other."""
        return chain.from_iterable(self.block(block) for block in blocks)

    def block(self, node: Node) -> Iterator[Cue]:
        """A block and all that is in it."""
        match node:
            case Paragraph() | Step():
                yield from self.inlines(node.id, node.content)
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
                yield from self._titled(node.id, node.title)
                yield from self.blocks(node.blocks)
            case _:
                raise AssertionError(f"the full reading does not know {type(node).__name__}")

    def _list(self, node: ListBlock) -> Iterator[Cue]:
        for number, item in enumerate(node.items, start=1):
            yield from self.inlines(item.id, item.content, before=f"{number}." if node.ordered else "")
            for below in item.lists:
                yield from self._list(below)

    def _table(self, node: Table) -> Iterator[Cue]:
        """The names of the columns, then row by row each value behind its column's name, as people read tables out."""
        yield from self.inlines(node.id, node.caption, AFTER_TITLE, fragment=f"{node.id}-caption")
        names = [plain(cell.content) for cell in node.header]
        for number, cell in enumerate(node.header):
            yield from self.inlines(cell.id, cell.content, before="" if number else self.words.columns)
        for row in node.rows:
            for name, cell in zip(names, row, strict=True):
                yield from self.inlines(cell.id, cell.content, before=f"{name}:")

    def _figure(self, node: Figure) -> Iterator[Cue]:
        yield from self.whole(node.id, self.words.picture.format(alternative=node.alt), fragment=f"{node.id}_image")
        yield from self.inlines(node.id, node.caption, fragment=f"{node.id}-caption")

    def _callout(self, node: Callout) -> Iterator[Cue]:
        role: str = getattr(self.language.interface, node.role.value)
        title = plain(node.title)
        named = title if title and role.casefold() in title.casefold() else f"{role}: {title}" if title else role
        yield from self.whole(node.id, named, AFTER_TITLE, f"{node.id}-title")
        yield from self.blocks(node.blocks)

    def _stretch(self, node: Stretch) -> Iterator[Cue]:
        yield from self._titled(node.id, node.title)
        yield from self.blocks(node.introduction)
        if node.figure:
            yield from self._figure(node.figure)
        dose = f"{node.id}-dose"
        for line in dose_lines(node.dose, node.sides, self.language):
            yield from self.whole(dose, f"{line.label}: {line.value}", fragment=f"{dose}_{line.part}")
        yield from self._preparation(node)
        yield from self._steps(node)
        yield from self.blocks(node.notes)

    def _preparation(self, node: Stretch) -> Iterator[Cue]:
        words, block = self.language.interface, f"{node.id}-preparation"
        for name, label, value in (
            ("position", words.starting_position, node.starting_position),
            ("equipment", words.equipment, listed(node.equipment, self.language)),
            ("targets", words.targets, node.targets),
        ):
            if value:
                yield from self.whole(block, f"{label}: {value}", fragment=f"{block}_{name}")

    def _steps(self, node: Stretch) -> Iterator[Cue]:
        """The steps with their numbers, and before them whose they are."""
        interface = self.language.interface
        if node.sides:
            yield from self._side(node, "side", interface.steps_for_side[node.sides[0].value])
        for other in () if node.other_steps else node.sides[1:]:
            yield from self._side(node, "follows", interface.other_side_follows[other.value])
        yield from self._numbered(node.steps)
        if node.other_steps:
            yield from self._side(node, "other", interface.steps_for_side[node.sides[1].value])
            yield from self._numbered(node.other_steps)

    def _side(self, node: Stretch, name: str, text: str) -> Iterator[Cue]:
        yield from self.whole(
            f"{node.id}-{'side' if name == 'follows' else name}", text, fragment=f"{node.id}-side_{name}"
        )

    def _numbered(self, steps: tuple[Step, ...]) -> Iterator[Cue]:
        for number, step in enumerate(steps, start=1):
            yield from self.inlines(step.id, step.content, before=self.words.step.format(number=number))

    def _titled(self, id: str, title: Inlines) -> Iterator[Cue]:
        yield from self.inlines(id, title, AFTER_TITLE, fragment=f"{id}-title")

    def inlines(
        self, block: str, content: Inlines, pause: float = BREATH, *, before: str = "", fragment: str = ""
    ) -> Iterator[Cue]:
        """A text sentence by sentence: the n-th is shown by the fragment of that number."""
        parts = sentences(content, self.language)
        for number, part in enumerate(parts, start=1):
            said = spoken_inlines(part, self.language)
            if before and number == 1:
                said = f"{spoken(before, self.language)} {said}"
            wait = pause if number == len(parts) else SENTENCE_GAP
            yield from self._cues(block, said, wait, f"{fragment or block}_{number}")

    def whole(self, block: str, text: str, pause: float = BREATH, fragment: str = "") -> Iterator[Cue]:
        """A text that is shown as one, and said sentence by sentence all the same."""
        parts = sentences((Text(value=text),), self.language)
        for number, part in enumerate(parts, start=1):
            wait = pause if number == len(parts) else SENTENCE_GAP
            yield from self._cues(block, spoken_inlines(part, self.language), wait, fragment or block)

    def _narrated(self, text: str) -> Iterator[Cue]:
        """Words of the narrator's own, which no page shows."""
        for part in sentences((Text(value=text),), self.language):
            yield from self._cues(ABOUT, plain(part), BREATH, "")

    def _cues(self, block: str, text: str, pause: float, fragment: str) -> Iterator[Cue]:
        # The page comes before the first words of what stands first on it, and once.
        if page := self._pages.pop(block, None):
            yield Speech(block, self.words.page.format(number=page), fragment=f"page_{page}")
            yield Pause(block, BREATH)
        yield Speech(block, sentence(text), fragment=fragment)
        yield Pause(block, pause)

"""The Article: the only meeting point of inputs and outputs.

Readers make it, formats and the narration use it, and nothing else passes between them. Every block
carries a stable id and the place in the source that it came from, so that a late finding can name a line.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from pubpipe.model.base import Frozen, Id, UnusableError
from pubpipe.model.dose import Dose, Pace
from pubpipe.model.pose import Pose
from pubpipe.model.suppression import Suppression
from pubpipe.model.text import Inlines


def _one_line(text: str) -> str:
    return " ".join(text.split())


Words = Annotated[str, AfterValidator(_one_line), StringConstraints(min_length=1, max_length=2000)]
"""A short text on one line that may not be empty."""

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
"""A BCP 47 tag of language, script and region, such as en-GB."""

Code = Annotated[Words, Field(max_length=40)]
"""What a clinic files a leaflet under."""

Version = Annotated[Words, Field(max_length=20)]

OWN_POSE = re.compile(r"^poses/[a-z0-9-]+$")
"""What the drawing of a figure's own pose is called."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'`\\]+$", max_length=2000)]


class Side(StrEnum):
    """A side of the patient's body (never of the page)."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


class SourceLine(Frozen):
    """The place that a block was written: file name relative to the article's folder, line from 1."""

    file: str
    line: Annotated[int, Field(ge=1)]


class Node(Frozen):
    """What every block and every part of a block that stands alone has: a stable id and its source."""

    id: Id
    source: SourceLine | None = Field(default=None, repr=False)


class Paragraph(Node):
    """A paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    content: Inlines


class ListItem(Node):
    """One item: a line of text and the lists below it."""

    content: Inlines
    lists: tuple["ListBlock", ...] = ()


class ListBlock(Node):
    """A bulleted or numbered list."""

    kind: Literal["list"] = "list"
    ordered: bool
    items: Annotated[tuple[ListItem, ...], Field(min_length=1)]


class Cell(Node):
    """A table cell. `header` tells whether it names its column or row."""

    content: Inlines
    header: Literal["column", "row"] | None = None


class Table(Node):
    """A simple table: one header row, all rows of the same length, no spans."""

    kind: Literal["table"] = "table"
    caption: Inlines = ()
    header: Annotated[tuple[Cell, ...], Field(min_length=1)]
    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table has as many cells as its header")
        return self


class Figure(Node):
    """A picture with its text alternative.

    path: of its file, from the article's folder and with slashes; or what it is drawn from: `library/` and a pose's
    name, or a pose file, either with `@left` or `@right` behind it for that side; or `poses/` and any id, when `pose`
    holds a pose of its own.
    """

    kind: Literal["figure"] = "figure"
    path: Words
    alt: Words
    caption: Inlines = ()
    pose: Pose | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _name_of_its_own(self) -> Self:
        if self.pose and not OWN_POSE.match(self.path):
            raise UnusableError(f"“{self.path}” cannot name a drawing of a pose", f"Name it poses/{self.id}.")
        return self


class CalloutRole(StrEnum):
    """What a callout is for. WARNING and DISCLAIMER are safety blocks: no edition may drop them."""

    WARNING = "warning"
    CAUTION = "caution"
    TIP = "tip"
    DISCLAIMER = "disclaimer"

    @property
    def is_safety(self) -> bool:
        """Whether every edition must carry it, whole."""
        return self in (CalloutRole.WARNING, CalloutRole.DISCLAIMER)


class Callout(Node):
    """A block set apart from the text. Without a title of its own, formats use the role's name."""

    kind: Literal["callout"] = "callout"
    role: CalloutRole
    title: Inlines = ()
    blocks: Annotated[tuple[Annotated[Paragraph | ListBlock, Field(discriminator="kind")], ...], Field(min_length=1)]


class Step(Node):
    """One instruction, written for the first of the stretch's sides or, in `other_steps`, for the second."""

    content: Inlines


class Stretch(Node):
    """A stretch: what it is for, how to do it, and its dose.

    sides: empty when the stretch has no side; (right, left) when the steps are written for the
    right and the left follows by mirroring, unless other_steps has the left's own.
    pace: which end of its ranges a recording times, None where the author leaves that to the profile.
    """

    kind: Literal["stretch"] = "stretch"
    title: Inlines
    sides: tuple[Side, ...] = ()
    dose: Dose
    pace: Pace | None = None
    starting_position: Words | None = None
    equipment: tuple[Words, ...] = ()
    targets: Words | None = None
    figure: Figure | None = None
    introduction: tuple[Paragraph, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    other_steps: tuple[Step, ...] = ()
    notes: tuple[Paragraph, ...] = ()

    @model_validator(mode="after")
    def _each_side_once(self) -> Self:
        if len(set(self.sides)) != len(self.sides):
            raise ValueError("a side is named once")
        if self.other_steps and len(self.sides) < 2:
            raise ValueError("steps for the other side need two sides")
        return self

    @model_validator(mode="after")
    def _pace_of_a_range(self) -> Self:
        if self.pace and not self.dose.has_range:
            raise ValueError("a pace needs a range of `hold`, `repeat`, `sets` or `rest` to decide on")
        return self


class Section(Node):
    """A titled part; level 1 stands directly under the article's title."""

    kind: Literal["section"] = "section"
    level: Annotated[int, Field(ge=1, le=3)]
    title: Inlines
    blocks: tuple["Block", ...] = ()


Block = Annotated[Section | Paragraph | ListBlock | Table | Figure | Callout | Stretch, Field(discriminator="kind")]


class Publisher(Frozen):
    """Who publishes the article and how to reach them."""

    name: Words
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{2,30}$")] | None = None
    url: WebAddress | None = None


class Reference(Frozen):
    """A source that the article cites."""

    id: Id
    text: Words
    url: WebAddress | None = None


class Metadata(Frozen):
    """What is known about an article beside its text: the keys of the front matter.

    code: the clinic's own for this leaflet, its id where it has none; version: of the leaflet, as the clinic counts;
    pronounce: pairs of a word and its respelling, such as (iliopsoas, ilio-SO-as), or a mapping;
    suppress: findings that the author lets stand; no format shows them.
    """

    id: Id
    title: Words
    language: LanguageTag
    code: Code | None = None
    version: Version | None = None
    summary: Words | None = None
    published: datetime.date
    reviewed: datetime.date
    review_due: datetime.date
    authors: Annotated[tuple[Words, ...], Field(min_length=1)]
    publisher: Publisher
    keywords: tuple[Words, ...] = ()
    references: tuple[Reference, ...] = ()
    pronounce: tuple[tuple[Words, Words], ...] = ()
    suppress: tuple[Suppression, ...] = ()

    @field_validator("pronounce", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        return tuple(value.items()) if isinstance(value, dict) else value

    @field_validator("references")
    @classmethod
    def _each_reference_once(cls, value: tuple[Reference, ...]) -> tuple[Reference, ...]:
        ids = [reference.id for reference in value]
        for id in ids:
            if ids.count(id) > 1:
                raise ValueError(f"two references have the id “{id}”")
        return value


class Article(Metadata):
    """A patient article, complete."""

    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for node in nodes(self.blocks):
            if node.id in seen:
                raise ValueError(f"two blocks have the id “{node.id}”")
            seen.add(node.id)
        return self


for _model in (ListItem, ListBlock, Section, Article):
    _model.model_rebuild()


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in reading order."""
    match node:
        case Section(blocks=blocks) | Callout(blocks=blocks):
            return tuple(blocks)
        case ListBlock(items=items):
            return tuple(items)
        case ListItem(lists=lists):
            return tuple(lists)
        case Table(header=header, rows=rows):
            return (*header, *(cell for row in rows for cell in row))
        case Stretch():
            figure = (node.figure,) if node.figure else ()
            return (*node.introduction, *figure, *node.steps, *node.other_steps, *node.notes)
        case _:
            return ()


def nodes(blocks: Iterable[Node]) -> Iterator[Node]:
    """Every node of the article, outer before inner, in reading order."""
    for block in blocks:
        yield block
        yield from nodes(children(block))

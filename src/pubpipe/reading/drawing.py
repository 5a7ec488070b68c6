"""Figures that are drawn from poses: the pose is found, turned to the side of the steps beside it, and drawn.

A picture of the wrong side is worse than none. So nothing is guessed here: which side a pose is drawn for stands in
it, which side the steps are for stands in `:sides:`, and where one of them is missing the author is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, get_args

from pubpipe.findings import Code
from pubpipe.model.article import Article, Figure, Node, Section, Stretch
from pubpipe.model.asset import Asset
from pubpipe.model.pose import Hand, Pose
from pubpipe.model.text import plain
from pubpipe.reading.pose import is_sound
from pubpipe.reading.poses import Reference, read_pose_in, reference
from pubpipe.reading.report import Report, nearest

Block = TypeVar("Block", bound=Node)


def is_drawn(figure: Figure) -> bool:
    """Whether a figure is drawn from a pose, rather than a picture on the disk."""
    return figure.pose is not None or reference(figure.path) is not None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is needed to draw a pose that a body can take: where it stands, and what the drawing says of itself."""

    path: str
    pose: Pose
    title: str
    description: str

    def drawn(self) -> Asset:
        """The drawing; the same one again for an article that is read again, and for one that is tailored."""
        return _drawn(self.path, self.pose.model_dump_json(), self.title, self.description)


MOST_DRAWN = 64
"""Drawings that a process keeps, of a few thousand bytes each."""


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(path: str, pose: str, title: str, description: str) -> Asset:
    from pubpipe.figures.drawing import svg
    from pubpipe.figures.style import LIGHT
    from pubpipe.reading.vector import svg_size

    drawing = svg(Pose.model_validate_json(pose), LIGHT, title=title, description=description).encode()
    return Asset(path, "image/svg+xml", drawing, *svg_size(drawing))


class Pictures(Mapping[str, Asset]):
    """An article's pictures by path. A sketch is drawn when it is first asked for: a check of the words needs none."""

    def __init__(self, sketches: Mapping[str, Sketch], loaded: Mapping[str, Asset]) -> None:
        self._made: dict[str, Sketch | Asset] = {**sketches, **loaded}

    def __getitem__(self, path: str) -> Asset:
        made = self._made[path]
        if isinstance(made, Sketch):
            self._made[path] = made = made.drawn()
        return made

    def __contains__(self, path: object) -> bool:
        return path in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def draw_poses(article: Article, folder: Path, report: Report) -> tuple[Article, dict[str, Sketch]]:
    """The article with the side that each drawing shows in its figure, and by path what is to be drawn."""
    drawing = _Drawing(folder, report)
    placed: dict[str, Figure] = {}
    for figure, stretch in _figures(article.blocks, None):
        if is_drawn(figure):
            placed[figure.id] = drawing.draw(figure, stretch)
    changed = any(placed.get(figure.id, figure) != figure for figure, _ in _figures(article.blocks, None))
    blocks = tuple(_with(block, placed) for block in article.blocks)
    return article.model_copy(update={"blocks": blocks}) if changed else article, drawing.sketches


def _figures(nodes: Iterable[Node], stretch: Stretch | None) -> Iterator[tuple[Figure, Stretch | None]]:
    """Every figure, with the stretch that it belongs to."""
    for node in nodes:
        match node:
            case Figure():
                yield node, stretch
            case Section():
                yield from _figures(node.blocks, None)
            case Stretch(figure=Figure() as figure):
                yield figure, node
            case _:
                pass


def _with(block: Block, figures: Mapping[str, Figure]) -> Block:
    """A block with these figures, by their ids, in place of its own."""
    match block:
        case Figure(id=id) if id in figures:
            return block.model_copy(update={"path": figures[id].path, "pose": figures[id].pose})
        case Section(blocks=blocks):
            return block.model_copy(update={"blocks": tuple(_with(one, figures) for one in blocks)})
        case Stretch(figure=Figure() as figure):
            return block.model_copy(update={"figure": _with(figure, figures)})
        case _:
            return block


@dataclass(slots=True)
class _Drawing:
    """The drawings of one article; a pose that is named twice is read once."""

    folder: Path
    report: Report
    sketches: dict[str, Sketch] = field(default_factory=dict)
    _read: dict[str, Pose | None] = field(default_factory=dict)
    _drawn: set[str] = field(default_factory=set)

    def draw(self, figure: Figure, stretch: Stretch | None) -> Figure:
        """Note a figure to be drawn once; the figure as it names what was drawn. What is wrong goes to the report."""
        wanted = _Wanted(figure, stretch, reference(figure.path) or Reference(figure.path))
        pose = self._pose(wanted)
        side = _side(pose, wanted, self.report) if pose else None
        if pose is None or side is None:
            return figure
        shown = _shown(pose, side.name)
        placed = _placed(figure, wanted.named, shown, mirrored=shown is not pose)
        if figure.pose and placed.path in self._drawn:
            message = "Two drawings have the same name."
            remedy = "Give each figure with a pose of its own a path of its own."
            self.report.add(Code.BAD_POSE, message, remedy, line=wanted.line, excerpt=figure.path)
        # What cannot be published need not be drawn, and may hold characters that no drawing can.
        elif placed.path not in self._drawn and not self.report.has_errors:
            self.sketches[placed.path] = _sketch(placed.path, shown, wanted)
        self._drawn.add(placed.path)
        return placed

    def _pose(self, wanted: "_Wanted") -> Pose | None:
        figure = wanted.figure
        if figure.pose:
            return figure.pose if is_sound(figure.pose, self.report, line=wanted.line, excerpt=figure.path) else None
        name = wanted.named.name
        if name not in self._read:
            self._read[name] = read_pose_in(self.folder, name, self.report, wanted.line)
        return self._read[name]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A figure to be drawn, the stretch whose steps stand beside it, and the pose and side that its path names."""

    figure: Figure
    stretch: Stretch | None
    named: Reference

    @property
    def line(self) -> int | None:
        """Where the article asks for it."""
        return self.figure.source.line if self.figure.source else None

    @property
    def first_side(self) -> str | None:
        """The side that the steps are written for."""
        return self.stretch.sides[0].value if self.stretch and self.stretch.sides else None


@dataclass(frozen=True, slots=True)
class _Side:
    """The side to draw, None where both do the same."""

    name: str | None


def _side(pose: Pose, wanted: _Wanted, report: Report) -> _Side | None:
    """The side to draw a pose for; None, with a finding, when it is in doubt."""
    problem = _doubt(pose, wanted)
    if problem:
        report.add(Code.WRONG_SIDE, *problem, line=wanted.line, excerpt=wanted.figure.path)
        return None
    return _Side(wanted.named.side or wanted.first_side or pose.side)


def _doubt(pose: Pose, wanted: _Wanted) -> tuple[str, str] | None:
    """Why the side to draw is in doubt, and what to do about it; None when it is not."""
    asked, first, name = wanted.named.side, wanted.first_side, wanted.named.name
    if asked is not None and asked not in get_args(Hand):
        return f"“{asked}” is not a side.", nearest(asked, get_args(Hand))
    if asked and first and asked != first:
        message = f"The figure shows the {asked} side, and the steps begin with the {first}."
        return message, f"Write `{name}`: the side that `:sides:` begins with is drawn."
    if pose.side is None:
        return _doubt_without_side(pose, asked, first, name)
    if wanted.stretch and not first and not asked and wanted.figure.pose is None:
        message = f"The pose is drawn for the {pose.side} side, and the stretch names no side."
        return message, f"Add `:sides:` to the stretch, or say which side to show: `{name}@{pose.side}`."
    return None


def _doubt_without_side(pose: Pose, asked: str | None, first: str | None, name: str) -> tuple[str, str] | None:
    if asked:
        message = f"The pose does not say which side it is drawn for, so that the {asked} cannot be shown."
        return message, f"Add `side:` to the pose, or write `{name}`."
    if first and not _alike(pose):
        message = "The stretch has sides, and the pose does not say for which of them it is drawn."
        return message, "Add `side: right` to the pose if it shows what is done for the right side, else `side: left`."
    return None


def _alike(pose: Pose) -> bool:
    """Whether a pose looks the same for both sides of the body."""
    from pubpipe.figures.mirroring import mirrored

    return _unordered(pose) == _unordered(mirrored(pose))


def _unordered(pose: Pose) -> object:
    """What a pose shows, whatever the order in which it is said and whichever way it faces."""
    return (
        frozenset(pose.mark),
        frozenset(prop.model_dump_json() for prop in pose.props),
        tuple(
            (
                (frame.lean, frame.tilt, frame.turn),
                {joint: angles for joint, angles in frame.joints.items() if any(angle for _, angle in angles)},
                frozenset(frame.ground),
                frozenset(frame.front),
                frozenset(arrow.model_dump_json() for arrow in frame.arrows),
            )
            for frame in pose.frames
        ),
    )


def _shown(pose: Pose, side: str | None) -> Pose:
    """The pose as the side does it."""
    from pubpipe.figures.mirroring import mirrored

    return mirrored(pose) if pose.side and side != pose.side else pose


def _placed(figure: Figure, named: Reference, shown: Pose, *, mirrored: bool) -> Figure:
    """The figure as it names what is shown, so that reading it again shows the same."""
    if figure.pose:
        return figure.model_copy(update={"pose": shown})
    told = mirrored or named.side is not None
    return figure.model_copy(update={"path": f"{named.name}@{shown.side}" if told else named.name})


def _sketch(path: str, pose: Pose, wanted: _Wanted) -> Sketch:
    """What the drawing shows; it says of itself what the author says of it and nothing else."""
    alt, caption = wanted.figure.alt, plain(wanted.figure.caption)
    title = plain(wanted.stretch.title) if wanted.stretch else caption or alt
    return Sketch(path, pose, title, alt if alt != title else "")

"""The `stretch` directive to a Stretch: steps, sides and dose, complete or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pubpipe.findings import Code
from pubpipe.model.article import Block, Figure, ListBlock, Paragraph, Side, Step, Stretch
from pubpipe.model.dose import Dose, Pace
from pubpipe.model.pose import LONGEST_NAME, Pose
from pubpipe.reading.blocks import BlockReader
from pubpipe.reading.directives import Directive, Option
from pubpipe.reading.markdown import parse
from pubpipe.reading.options import (
    BadOptionError,
    read_count,
    read_duration,
    read_frequency,
    read_pace,
    read_sides,
)
from pubpipe.reading.pose import pose_of
from pubpipe.reading.report import Report
from pubpipe.reading.scope import Scope
from pubpipe.reading.yaml_source import YamlData, parse_yaml

Value = TypeVar("Value")


def read_stretch(directive: Directive, scope: Scope, parent: str) -> Stretch | None:
    """The stretch, or None when something that it must have is missing or wrong."""
    del parent
    before = len(scope.report.findings)
    title = scope.inlines_of(directive.argument, directive.line)
    id = scope.ids.titled(directive.argument, "stretch")
    dose = _dose(directive, scope)
    sides = _option(directive, "sides", read_sides, scope) or ()
    pace = _pace(directive, dose, scope)
    figure = _figure(directive, scope, id)
    body = _body(directive, scope, id)
    _sides_for(body, sides, scope)
    if dose is None or not body.steps or not title or len(scope.report.findings) > before:
        return None
    return Stretch(
        id=id,
        title=title,
        sides=sides,
        dose=dose,
        pace=pace,
        starting_position=_text(directive, "position"),
        equipment=_names(directive),
        targets=_text(directive, "targets"),
        figure=figure,
        introduction=tuple(body.introduction),
        steps=body.steps,
        other_steps=body.other_steps,
        notes=tuple(body.notes),
        source=scope.source(directive.line),
    )


def _dose(directive: Directive, scope: Scope) -> Dose | None:
    if not directive.options.keys() & {"hold", "repeat"}:
        scope.report.add(
            Code.MISSING_DOSE,
            "The stretch has no dose.",
            "Add `:hold: 20-30 s`, or `:repeat: 8` for a stretch that is not held.",
            line=directive.line,
            excerpt=directive.argument,
        )
        return None
    hold = _option(directive, "hold", read_duration, scope)
    repeat = _option(directive, "repeat", lambda text: read_count(text, "times"), scope)
    if hold is None and repeat is None:
        return None
    return Dose(
        hold=hold,
        repeat=repeat,
        sets=_option(directive, "sets", lambda text: read_count(text, "sets"), scope),
        rest=_option(directive, "rest", read_duration, scope),
        frequency=_option(directive, "frequency", read_frequency, scope),
    )


def _pace(directive: Directive, dose: Dose | None, scope: Scope) -> Pace | None:
    """Which end of its ranges is timed; without a range the author must have meant something else."""
    pace = _option(directive, "pace", read_pace, scope)
    if pace and dose and not dose.has_range:
        scope.report.add(
            Code.BAD_OPTION,
            "The stretch has a pace and no range that it could decide on.",
            "Give it a range, such as `:hold: 20-30 s`, or remove the pace.",
            line=directive.options["pace"].line,
            excerpt=f":pace: {pace}",
        )
    return pace


def _option(directive: Directive, name: str, read: Callable[[str], Value], scope: Scope) -> Value | None:
    option = directive.options.get(name)
    if option is None:
        return None
    try:
        return read(option.value)
    except BadOptionError as error:
        code = Code.BAD_OPTION if name in ("sides", "pace") else Code.BAD_DOSE
        scope.report.add(
            code,
            f"The option “{name}” cannot be read: {error.message}",
            error.remedy,
            line=option.line,
            excerpt=f":{name}: {option.value}",
        )
        return None


def _text(directive: Directive, name: str) -> str | None:
    option = directive.options.get(name)
    return option.value if option else None


def _names(directive: Directive) -> tuple[str, ...]:
    value = _text(directive, "equipment") or ""
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _figure(directive: Directive, scope: Scope, id: str) -> Figure | None:
    path, pose, alt = (directive.options.get(name) for name in ("figure", "pose", "alt"))
    shown = path or pose
    if shown is None:
        if alt:
            _missing(scope, Code.MISSING_OPTION, "There is a text alternative but no figure.", ":figure:", alt)
        return None
    if path and pose:
        scope.report.add(
            Code.BAD_OPTION,
            "The stretch has a figure and a pose of its own.",
            "Keep one of the two.",
            line=pose.line,
            excerpt=f":pose: {pose.value}",
        )
        return None
    if alt is None:
        _missing(scope, Code.MISSING_ALT, "The figure has no text alternative.", ":alt:", shown)
        return None
    id, source = f"{id}-figure", scope.source(shown.line)
    if path:
        return Figure(id=id, path=path.value, alt=alt.value, source=source)
    own = _pose(shown, directive.argument, scope)
    return Figure(id=id, path=f"poses/{id}", alt=alt.value, pose=own, source=source) if own else None


def _pose(option: Option, title: str, scope: Scope) -> Pose | None:
    """The stretch's own pose, which has the stretch's name unless it says another."""
    report = Report(scope.report.file)
    # The spaces put each value at its place in the line.
    parsed = parse_yaml(" " * len(":pose: ") + option.value, report, first_line=option.line)
    if parsed and isinstance(parsed.data, dict):
        named = {"name": title[:LONGEST_NAME].strip(), **parsed.data}
        parsed = YamlData(named, parsed.places)
    pose = pose_of(parsed, report) if parsed else None
    scope.report.findings += report.findings
    return pose


def _missing(scope: Scope, code: Code, message: str, option: str, beside: Option) -> None:
    scope.report.add(code, message, f"Add `{option}` to the stretch.", line=beside.line, excerpt=beside.value)


@dataclass(slots=True)
class _Body:
    """The text of a stretch: paragraphs, steps, steps for the other side and the line they begin on, paragraphs."""

    introduction: list[Paragraph] = field(default_factory=list)
    steps: tuple[Step, ...] = ()
    other_steps: tuple[Step, ...] = ()
    other_line: int | None = None
    notes: list[Paragraph] = field(default_factory=list)


def _body(directive: Directive, scope: Scope, id: str) -> _Body:
    """The text of a stretch, taken apart."""
    inner = scope.inside(directive.body, directive.body_line)
    tokens = parse(directive.body, directive.body_line, scope.report)
    body = _Body()

    def other_side(below: Directive, where: Scope, parent: str) -> Block | None:
        if below.name != "other-side" or body.other_line or not body.steps:
            where.report.add(
                Code.UNSUPPORTED_MARKUP,
                f"“{below.name}” cannot stand here in a stretch.",
                "Close the stretch before it."
                if below.name != "other-side"
                else "Put one `:::{other-side}` behind the steps.",
                line=below.line,
                excerpt=f":::{{{below.name}}}",
            )
            return None
        body.other_line = below.line
        body.other_steps = _other_steps(below, where, parent)
        return None

    reader = BlockReader(inner, tokens, other_side)
    while not reader.at_end():
        token = tokens[reader.index]
        block = reader.block(id)
        if isinstance(block, Paragraph):
            (body.notes if body.steps else body.introduction).append(block)
        elif isinstance(block, ListBlock) and block.ordered and not body.steps:
            body.steps = _steps(block, inner, f"{id}-s")
        elif block is not None:
            inner.refuse(
                token,
                Code.UNSUPPORTED_MARKUP,
                "A stretch holds paragraphs and one numbered list: its steps.",
                "Move this out, make it a paragraph, or put steps for the other side in `:::{other-side}`.",
            )
    if not body.steps:
        _no_steps("The stretch has no steps.", directive, scope)
    return body


def _other_steps(directive: Directive, scope: Scope, id: str) -> tuple[Step, ...]:
    """The steps of the other side: a numbered list and nothing else."""
    if directive.argument:
        scope.report.add(
            Code.BAD_OPTION,
            "“other-side” takes no words behind its name.",
            "Remove them: which side it is, `:sides:` says.",
            line=directive.line,
            excerpt=directive.argument,
        )
    inner = scope.inside(directive.body, directive.body_line)
    tokens = parse(directive.body, directive.body_line, scope.report)
    reader = BlockReader(inner, tokens, None)
    steps: tuple[Step, ...] = ()
    while not reader.at_end():
        token = tokens[reader.index]
        block = reader.block(f"{id}-other")
        if isinstance(block, ListBlock) and block.ordered and not steps:
            steps = _steps(block, inner, f"{id}-o")
        elif block is not None:
            inner.refuse(
                token,
                Code.UNSUPPORTED_MARKUP,
                "“other-side” holds one numbered list: the steps for the other side.",
                "Move this out of it.",
            )
    if not steps:
        _no_steps("The other side has no steps.", directive, scope)
    return steps


def _sides_for(body: _Body, sides: tuple[Side, ...], scope: Scope) -> None:
    """Steps for the other side need one."""
    if body.other_line and len(sides) < 2:
        scope.report.add(
            Code.BAD_OPTION,
            "The stretch has steps for the other side and does not name two sides.",
            "Add `:sides: right, left` if the first steps are for the right side.",
            line=body.other_line,
        )


def _no_steps(message: str, directive: Directive, scope: Scope) -> None:
    scope.report.add(
        Code.MISSING_STEPS,
        message,
        "Write them as a numbered list: `1. Sit tall.`",
        line=directive.line,
        excerpt=directive.argument,
    )


def _steps(block: ListBlock, scope: Scope, stem: str) -> tuple[Step, ...]:
    for item in block.items:
        for below in item.lists:
            line = below.source.line if below.source else None
            scope.report.add(
                Code.UNSUPPORTED_MARKUP,
                "A step cannot have a list below it.",
                "Make each action a step of its own.",
                line=line,
            )
    return tuple(
        Step(id=f"{stem}{number}", content=item.content, source=item.source)
        for number, item in enumerate(block.items, 1)
    )

"""The `stretch` directive to a Stretch: steps, sides and dose, complete or not at all."""

from collections.abc import Callable
from typing import TypeVar

from pubpipe.findings import Code
from pubpipe.model.article import Figure, ListBlock, Paragraph, Step, Stretch
from pubpipe.model.dose import Dose
from pubpipe.reading.blocks import BlockReader
from pubpipe.reading.directives import Directive, Option
from pubpipe.reading.markdown import parse
from pubpipe.reading.options import BadOptionError, read_count, read_duration, read_frequency, read_sides
from pubpipe.reading.scope import Scope

Value = TypeVar("Value")


def read_stretch(directive: Directive, scope: Scope, parent: str) -> Stretch | None:
    """The stretch, or None when something that it must have is missing or wrong."""
    del parent
    before = len(scope.report.findings)
    title = scope.inlines_of(directive.argument, directive.line)
    id = scope.ids.titled(directive.argument, "stretch")
    dose = _dose(directive, scope)
    sides = _option(directive, "sides", read_sides, scope) or ()
    figure = _figure(directive, scope, id)
    introduction, steps, notes = _body(directive, scope, id)
    if dose is None or not steps or not title or len(scope.report.findings) > before:
        return None
    return Stretch(
        id=id,
        title=title,
        sides=sides,
        dose=dose,
        starting_position=_text(directive, "position"),
        equipment=_names(directive),
        targets=_text(directive, "targets"),
        figure=figure,
        introduction=introduction,
        steps=steps,
        notes=notes,
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


def _option(directive: Directive, name: str, read: Callable[[str], Value], scope: Scope) -> Value | None:
    option = directive.options.get(name)
    if option is None:
        return None
    try:
        return read(option.value)
    except BadOptionError as error:
        code = Code.BAD_OPTION if name == "sides" else Code.BAD_DOSE
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
    path, alt = directive.options.get("figure"), directive.options.get("alt")
    if path is None:
        if alt:
            _missing(scope, Code.MISSING_OPTION, "There is a text alternative but no figure.", ":figure:", alt)
        return None
    if alt is None:
        _missing(scope, Code.MISSING_ALT, "The figure has no text alternative.", ":alt:", path)
        return None
    return Figure(id=f"{id}-figure", path=path.value, alt=alt.value, source=scope.source(path.line))


def _missing(scope: Scope, code: Code, message: str, option: str, beside: Option) -> None:
    scope.report.add(code, message, f"Add `{option}` to the stretch.", line=beside.line, excerpt=beside.value)


def _body(
    directive: Directive, scope: Scope, id: str
) -> tuple[tuple[Paragraph, ...], tuple[Step, ...], tuple[Paragraph, ...]]:
    """Paragraphs before the steps, the steps, and paragraphs after them."""
    inner = scope.inside(directive.body, directive.body_line)
    tokens = parse(directive.body, directive.body_line, scope.report)
    reader = BlockReader(inner, tokens, None)
    before: list[Paragraph] = []
    steps: tuple[Step, ...] = ()
    after: list[Paragraph] = []
    while not reader.at_end():
        token = tokens[reader.index]
        block = reader.block(id)
        if isinstance(block, Paragraph):
            (after if steps else before).append(block)
        elif isinstance(block, ListBlock) and block.ordered and not steps:
            steps = _steps(block, inner, id)
        elif block is not None:
            inner.refuse(
                token,
                Code.UNSUPPORTED_MARKUP,
                "A stretch holds paragraphs and one numbered list: its steps.",
                "Move this out of the stretch, or make it a paragraph.",
            )
    if not steps:
        scope.report.add(
            Code.MISSING_STEPS,
            "The stretch has no steps.",
            "Write them as a numbered list: `1. Sit tall.`",
            line=directive.line,
            excerpt=directive.argument,
        )
    return tuple(before), steps, tuple(after)


def _steps(block: ListBlock, scope: Scope, id: str) -> tuple[Step, ...]:
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
        Step(id=f"{id}-s{number}", content=item.content, source=item.source)
        for number, item in enumerate(block.items, 1)
    )

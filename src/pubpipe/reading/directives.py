"""Colon-fence directives: which there are, what options they take, and how their text is taken apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from pubpipe.findings import Code
from pubpipe.model.article import LONGEST_WORDS, CalloutRole
from pubpipe.reading.report import Report, nearest

OPTION = re.compile(r"^:(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
INFO = re.compile(r"^\{(?P<name>[^{}]*)\}[ \t]*(?P<argument>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kind:
    """What one directive takes: whether words must stand behind its name, and its options."""

    argument: str
    needs_argument: bool
    options: tuple[str, ...] = ()


STRETCH_OPTIONS = (
    "sides",
    "hold",
    "repeat",
    "sets",
    "rest",
    "frequency",
    "pace",
    "position",
    "equipment",
    "targets",
    "figure",
    "pose",
    "alt",
)
KINDS: Mapping[str, Kind] = {
    **{role.value: Kind("a title", needs_argument=False) for role in CalloutRole},
    "stretch": Kind("its name", needs_argument=True, options=STRETCH_OPTIONS),
    "other-side": Kind("nothing", needs_argument=False),
    "figure": Kind("its file", needs_argument=True, options=("alt",)),
    "table": Kind("a caption", needs_argument=False, options=("header-column",)),
}


@dataclass(frozen=True, slots=True)
class Option:
    """An option's value and the line it stands on."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive taken apart: name, argument, options, and the Markdown inside it."""

    name: str
    argument: str
    line: int
    body: str
    body_line: int
    options: Mapping[str, Option] = field(default_factory=dict)


def take_apart(token: Token, first_line: int, source_lines: list[str], report: Report) -> Directive | None:
    """A colon fence as a directive, or None with a finding. `first_line`: line of the token's own source."""
    start, end = token.map or (0, 0)
    line = first_line + start
    opening = source_lines[start] if start < len(source_lines) else token.info
    match = INFO.match(token.info.strip())
    if match is None:
        report.add(
            Code.UNKNOWN_DIRECTIVE,
            "A line of colons opens no directive.",
            "Write the name in braces: `:::{warning}`.",
            line=line,
            excerpt=opening,
        )
        return None
    name = match["name"].strip()
    if name not in KINDS:
        report.add(
            Code.UNKNOWN_DIRECTIVE,
            f"The directive “{name}” is not known.",
            nearest(name, KINDS),
            line=line,
            excerpt=opening,
        )
        return None
    if not _is_closed(token, source_lines[start:end]):
        report.add(
            Code.UNCLOSED_DIRECTIVE,
            f"The directive “{name}” is opened and never closed.",
            f"End it with a line `{token.markup}`; around another directive write one colon more.",
            line=line,
            excerpt=opening,
        )
        return None
    kind = KINDS[name]
    argument = match["argument"].strip()
    if kind.needs_argument and not argument:
        report.add(
            Code.MISSING_OPTION,
            f"The directive “{name}” lacks {kind.argument}.",
            f"Write `:::{{{name}}} …` with {kind.argument} behind it.",
            line=line,
            excerpt=opening,
        )
        return None
    options, used = _options(name, kind, token.content.split("\n"), line + 1, report)
    body = "\n".join(token.content.split("\n")[used:])
    return Directive(name, argument, line, body, line + 1 + used, options)


def _is_closed(token: Token, lines: list[str]) -> bool:
    """markdown-it closes a fence at the end of its container by itself; an author must have done it."""
    if len(lines) < 2:
        return False
    last = lines[-1].strip()
    return len(last) >= len(token.markup) and set(last) == {":"}


def _options(name: str, kind: Kind, lines: list[str], first_line: int, report: Report) -> tuple[dict[str, Option], int]:
    """The options at the head of a directive, and how many lines they take."""
    options: dict[str, Option] = {}
    used = 0
    for number, text in enumerate(lines):
        match = OPTION.match(text)
        if match is None:
            break
        used = number + 1
        _take_option(match["name"], match["value"] or "", first_line + number, (name, kind, text), options, report)
    return options, used


def _take_option(
    option: str,
    value: str,
    line: int,
    where: tuple[str, Kind, str],
    options: dict[str, Option],
    report: Report,
) -> None:
    name, kind, text = where
    if option not in kind.options:
        remedy = nearest(option, kind.options) if kind.options else f"“{name}” takes no options."
        report.add(Code.UNKNOWN_OPTION, f"“{name}” has no option “{option}”.", remedy, line=line, excerpt=text)
    elif option in options:
        report.add(
            Code.BAD_OPTION, f"The option “{option}” stands twice.", "Keep one of the two.", line=line, excerpt=text
        )
    elif not value.strip():
        report.add(
            Code.BAD_OPTION,
            f"The option “{option}” is empty.",
            "Give it a value or remove it.",
            line=line,
            excerpt=text,
        )
    elif len(value) > LONGEST_WORDS:
        message = f"The option “{option}” has more than {LONGEST_WORDS:,} letters."
        report.add(Code.BAD_OPTION, message, "Say it in fewer words.", line=line, excerpt=text)
    else:
        options[option] = Option(value, line)

"""YAML with the line of every value, and without what makes YAML dangerous: the only home of PyYAML.

Aliases, tags and deep nesting are refused before anything is built from them, so
that a “YAML bomb” costs no more than its own length.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from yaml.composer import Composer
from yaml.constructor import ConstructorError
from yaml.resolver import Resolver

from pubpipe.findings import Code
from pubpipe.model.base import FORBIDDEN_CHARACTERS
from pubpipe.reading.report import Report

DEEPEST = 12
LONGEST = 64_000
"""Characters: ten times the longest front matter. Reading so many takes two seconds at most, whatever they say."""
MOST_BITS = 128
"""Of a whole number: longer ones are taken as the text that they are written as, and their key says what it takes."""
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlData:
    """Plain data, with the (line, column) of each value by its path."""

    data: object
    places: Mapping[Location, tuple[int, int]]


def parse_yaml(text: str, report: Report, *, first_line: int = 1, longest: int = LONGEST) -> YamlData | None:
    """Read YAML of at most so many letters; `first_line` is the line of the file that its first line stands on."""
    if len(text) > longest:
        message = f"The YAML has more than {longest:,} letters."
        report.add(Code.FILE_TOO_LARGE, message, "Say less in it; the text stands below it.", line=first_line)
        return None
    try:
        events = _plain_events(text, report, first_line)
        if events is None:
            return None
        root = _Composed(events).get_single_node()
        if root is None:
            return YamlData({}, {(): (first_line, 1)})
        builder = _Builder(report, first_line)
        data = builder.build(root, ())
    except yaml.MarkedYAMLError as error:
        _broken(error, report, first_line)
        return None
    except yaml.YAMLError as error:
        report.add(Code.YAML_BROKEN, f"The YAML cannot be read: {error}", "Remove the character.", line=first_line)
        return None
    return None if report.has_errors else YamlData(data, builder.places)


def _plain_events(text: str, report: Report, first_line: int) -> list[yaml.Event] | None:
    """What YAML says, piece by piece; None, with a finding, for what is not taken."""
    events: list[yaml.Event] = []
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            report.add(Code.YAML_BROKEN, "YAML anchors and aliases are not taken.", "Write the value out.", line=line)
            return None
        if getattr(event, "tag", None) not in (None, "!"):
            report.add(Code.YAML_BROKEN, "YAML tags are not taken.", "Write the value without a tag.", line=line)
            return None
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            report.add(Code.YAML_BROKEN, "The YAML is nested too deeply.", "Write it flat.", line=line)
            return None
        events.append(event)
    return events


class _Composed(Composer, Resolver):
    """Pieces to nodes, as the loader makes them while it reads: a text is gone through once."""

    def __init__(self, events: list[yaml.Event]) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        self._events = events
        self._next = 0

    def check_event(self, *kinds: type[yaml.Event]) -> bool:
        """Whether the next piece is of one of these kinds."""
        return isinstance(self._events[self._next], kinds)

    def peek_event(self) -> yaml.Event:
        """The next piece, which stays the next."""
        return self._events[self._next]

    def get_event(self) -> yaml.Event:
        """The next piece, and on to the one behind it."""
        self._next += 1
        return self._events[self._next - 1]


def _broken(error: yaml.MarkedYAMLError, report: Report, first_line: int) -> None:
    mark = error.problem_mark or error.context_mark
    report.add(
        Code.YAML_BROKEN,
        f"The YAML cannot be read: {error.problem or error.context}.",
        "Check the indentation, and put texts with a colon or a # in quotes.",
        line=first_line + mark.line if mark else first_line,
        column=mark.column + 1 if mark else None,
        excerpt=_line_of(mark) if mark else "",
    )


def _line_of(mark: yaml.Mark) -> str:
    lines = (mark.buffer or "").rstrip("\0").split("\n")
    return lines[mark.line] if mark.line < len(lines) else ""


class _Builder:
    """Nodes to plain data, remembering where each value stood."""

    def __init__(self, report: Report, first_line: int) -> None:
        self.report = report
        self.first_line = first_line
        self.places: dict[Location, tuple[int, int]] = {}
        self._constructor = yaml.constructor.SafeConstructor()

    def build(self, node: yaml.Node, at: Location) -> object:
        self.places[at] = (self.first_line + node.start_mark.line, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*at, index)) for index, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: Location) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                self.report.add(Code.YAML_BROKEN, "A key is not a plain word.", "Write `key: value`.", line=line)
                continue
            key = key_node.value
            if key in data:
                self.report.add(Code.YAML_BROKEN, "A key stands twice.", "Keep one of the two.", line=line, excerpt=key)
            data[key] = self.build(value_node, (*at, key))
            self.places[(*at, key)] = (line, key_node.start_mark.column + 1)
        return data

    def _scalar(self, node: yaml.Node) -> object:
        try:
            value = self._constructor.construct_object(node)
        except (ValueError, OverflowError, ConstructorError):
            # What looks like a date or number and is none stays text, and its key says what it takes.
            value = str(node.value)
        if isinstance(value, int) and value.bit_length() > MOST_BITS:
            value = str(node.value)
        if isinstance(value, str) and (hidden := FORBIDDEN_CHARACTERS.search(value)):
            self.report.add(
                Code.FORBIDDEN_CHARACTER,
                f"The character U+{ord(hidden[0]):04X} is invisible or changes the order of the text.",
                "Remove its escape.",
                line=self.first_line + node.start_mark.line,
                excerpt=value,
            )
        return value

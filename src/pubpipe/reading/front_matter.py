"""The YAML head of an article: what it is called, who stands behind it, when it was reviewed."""

from dataclasses import dataclass

from pubpipe.findings import Code
from pubpipe.model.article import Metadata
from pubpipe.reading.report import Report
from pubpipe.reading.source import SourceText
from pubpipe.reading.validation import validate
from pubpipe.reading.yaml_source import parse_yaml

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown below the front matter; `first_line` is the line of the file that it starts on."""

    text: str
    first_line: int


def split(source: SourceText, report: Report) -> tuple[str, Body] | None:
    """Front matter and body, or None with a finding."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != FENCE:
        report.add(
            Code.FRONT_MATTER_MISSING,
            "The article does not begin with front matter.",
            "Begin the file with a line `---`, then keys such as `title:`, then `---` again.",
            line=1,
            excerpt=lines[0],
        )
        return None
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:index]), Body("\n".join(lines[index + 1 :]), index + 2)
    report.add(
        Code.FRONT_MATTER_MISSING,
        "The front matter is opened and never closed.",
        "End it with a line `---`.",
        line=1,
        excerpt=lines[0],
    )
    return None


def read_metadata(text: str, report: Report) -> Metadata | None:
    """The front matter as a value, or None with findings. Its first line is line 2 of the file."""
    parsed = parse_yaml(text, report, first_line=2)
    if parsed is None:
        return None
    if not isinstance(parsed.data, dict):
        report.add(
            Code.YAML_BROKEN,
            "The front matter is not a list of keys with values.",
            "Write one `key: value` on each line.",
            line=2,
            excerpt=text,
        )
        return None
    return validate(Metadata, parsed.data, parsed.places, report)

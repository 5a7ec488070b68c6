"""The article as JSON: the same model, for programs that write articles."""

import json
from collections.abc import Mapping

from pubpipe.findings import Code
from pubpipe.model.article import Article
from pubpipe.reading.report import Report
from pubpipe.reading.source import SourceText
from pubpipe.reading.validation import validate
from pubpipe.reading.yaml_source import Location, parse_yaml

LONGEST_WITH_PLACES = 200_000
"""Characters; finding the lines of a longer file would take many seconds."""


def read_json(source: SourceText, report: Report) -> Article | None:
    """The article, or None with findings."""
    try:
        data = json.loads(source.text, object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        line = source.text.split("\n")[error.lineno - 1]
        report.add(
            Code.BAD_VALUE,
            f"The JSON cannot be read: {error.msg}.",
            "Correct it; `pubpipe schema` prints what an article looks like.",
            line=error.lineno,
            column=error.colno,
            excerpt=line,
        )
        return None
    except (RecursionError, ValueError) as error:
        message = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        report.add(Code.BAD_VALUE, f"The JSON cannot be read: {message}.", "Correct it.", line=1)
        return None
    return validate(Article, data, _places(source), report)


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) != len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the key “{twice[:40]}” stands twice")
    return data


def _places(source: SourceText) -> Mapping[Location, tuple[int, int]]:
    """Lines of the values, since JSON is almost always YAML too; without them a finding names the file only."""
    if len(source.text) > LONGEST_WITH_PLACES:
        return {}
    parsed = parse_yaml(source.text, Report(source.file), longest=LONGEST_WITH_PLACES)
    return parsed.places if parsed else {}


def article_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of an article."""
    schema = Article.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "pubpipe article"}

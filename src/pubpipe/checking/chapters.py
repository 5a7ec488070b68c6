"""The chapters beside the recording: whether podcast players can read them, and find what the script has."""

import json
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from pubpipe.checking import chapter_times
from pubpipe.checking.finished import Finished
from pubpipe.decoding import DecodedChapter
from pubpipe.findings import Finding

Seconds = Annotated[float, Field(ge=0)]


class _Chapter(BaseModel):
    """One chapter as the podcast namespace has it."""

    title: str
    startTime: Seconds  # noqa: N815 - the format's own name
    endTime: Seconds  # noqa: N815 - the format's own name


class _Chapters(BaseModel):
    """A file of chapters; other keys are optional there and not looked at."""

    version: Literal["1.2.0"]
    title: str
    chapters: tuple[_Chapter, ...]


def check(finished: Finished) -> tuple[Finding, ...]:
    """What a player that skips by these chapters would get wrong."""
    if finished.narration is None:
        return (finished.unsound("There is no narration to hold the chapters against."),)
    try:
        found = _Chapters.model_validate(json.loads(finished.data))
    except (ValidationError, ValueError) as error:
        return (finished.unsound(f"The chapters cannot be read: {error}."),)
    listed = tuple(DecodedChapter(one.title, one.startTime, one.endTime) for one in found.chapters)
    return (*_title(finished, found), *chapter_times.compare(finished, listed, finished.narration.timeline))


def _title(finished: Finished, found: _Chapters) -> Iterator[Finding]:
    if found.title != finished.title:
        yield finished.unsound(f"The chapters are of “{found.title}” where they should be of “{finished.title}”.")

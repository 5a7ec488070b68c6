"""Options that several commands share: what is read from them is the same everywhere."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pubpipe.cli.cores import cores

ARTICLE = click.Path(path_type=Path)

_PROFILE = click.option(
    "-p", "--profile", type=ARTICLE, help="A YAML file: a clinic's branding, paper, voice and pace."
)
_VOICE = click.option("--voice", help="A voice from `pubpipe voices`, instead of the profile's.")
_RECORDINGS = click.option(
    "--audio",
    "recordings",
    metavar="NAMES",
    help="The recordings, with commas in between: session (the stretches, in time), reading (the whole article), "
    "stretches (each by itself); instead of the profile's.",
)


EPUB_AUDIO = click.option(
    "--epub-audio",
    type=click.Choice(["none", "reading", "session", "both"]),
    help="What the e-book says aloud, instead of the profile's choice.",
)


LARGE_PRINT = click.option(
    "--large-print",
    type=click.Choice(["uk", "us", "none"]),
    help="By whose rules the PDF in large print is set, or none of it, instead of the profile's choice.",
)


JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=cores,
    help="How many tasks to carry out at a time; by default as many as there are processor cores.",
)


CACHE = click.option(
    "--cache/--no-cache",
    default=True,
    help="Take what has not changed from the cache and keep what is made there, or do neither. See `pubpipe cache`.",
)


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options of a profile, and hands it what they say as `wishes`.

    EPUB_AUDIO and LARGE_PRINT are for commands that make files, and come behind this.
    """

    @_PROFILE
    @_VOICE
    @_RECORDINGS
    @wraps(command)
    def chosen(*args: Any, profile: Path | None, voice: str | None, recordings: str | None, **others: Any) -> None:
        from pubpipe.pipeline.request import Wishes

        wishes = Wishes(profile, voice, recordings, others.pop("epub_audio", None), others.pop("large_print", None))
        command(*args, wishes=wishes, **others)

    return chosen

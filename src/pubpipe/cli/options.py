"""Options that several commands share: what is read from them is the same everywhere."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pubpipe.formats import FORMATS


class _Place(click.Path):
    """A path, or an address such as s3://bucket/folder, of which a path would lose a slash."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Any:
        if "://" in str(value):
            from pubpipe.pipeline.address import place

            return place(value)
        return super().convert(value, param, context)


ARTICLE = _Place(path_type=Path)

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


def wanted_formats(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option of formats, which may be given several times; what: what each is."""
    return click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice([one.name for one in FORMATS]),
        help=f"{what}; give it again for more. All by default.",
    )


JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many tasks to carry out at a time; by default as many as there are processor cores.",
)


CACHE = click.option(
    "--cache/--no-cache",
    default=True,
    help="Take what has not changed from the cache and keep what is made there, or do neither. See `pubpipe cache`.",
)


_SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster do it: tcp://host:port or tls://host:port. Articles and output are "
    "addresses then, such as s3://bucket/folder.",
)
_TLS_CA = click.option(
    "--tls-ca", type=click.Path(path_type=Path), help="The certificates that a tls:// scheduler is known by."
)
_TLS_CERT = click.option(
    "--tls-cert", type=click.Path(path_type=Path), help="The certificate that a tls:// scheduler knows you by."
)
_TLS_KEY = click.option("--tls-key", type=click.Path(path_type=Path), help="The key of that certificate.")
STORE = click.option(
    "--store", metavar="ADDRESS", help="A cache for all machines, such as s3://bucket/cache, in place of your own."
)


def CLUSTER(command: Callable[..., None]) -> Callable[..., None]:  # noqa: N802 - beside the other options
    """Gives a command the options of many machines, and hands it what they say as `scheduler`."""

    @_SCHEDULER
    @_TLS_CA
    @_TLS_CERT
    @_TLS_KEY
    @wraps(command)
    def clustered(*args: Any, scheduler: str | None, **others: Any) -> None:
        files = [others.pop(name) for name in ("tls_ca", "tls_cert", "tls_key")]
        if any(files) and scheduler is None:
            raise click.UsageError("The --tls options are for a --scheduler.")
        store = others.get("store")
        if scheduler is not None and store and "://" not in store:
            raise click.UsageError("With a --scheduler, the --store is an address that all machines know.")
        found = None
        if scheduler is not None:
            from pubpipe.pipeline.cluster import Scheduler

            found = Scheduler(scheduler, *files)
        command(*args, scheduler=found, **others)

    return clustered


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

"""`pubpipe build`: what the options say becomes a request, once or again with every save."""

import signal
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from pubpipe.cli.cache import place
from pubpipe.cli.progress import watching
from pubpipe.cli.results import print_built
from pubpipe.cli.shown import shown, shown_lines
from pubpipe.cli.today import today
from pubpipe.errors import PubpipeError
from pubpipe.formats import FORMATS
from pubpipe.machine import cores
from pubpipe.pipeline.answering import answer
from pubpipe.pipeline.discovery import find_articles
from pubpipe.pipeline.events import Built
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.pipeline.workers import Workers, workers
from pubpipe.storing import Place

if TYPE_CHECKING:
    from pubpipe.pipeline.choices import Choices
    from pubpipe.pipeline.cluster import Scheduler
    from pubpipe.pipeline.witnessing import Witness

SOURCE, TEMPLATES = Path("source"), "templates"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command, as they were given."""

    articles: tuple[Path, ...]
    formats: tuple[str, ...]
    output: Path
    wishes: Wishes
    strict: bool
    evidence: bool
    jobs: int | None
    cache: bool
    scheduler: "Scheduler | None" = None
    store: str | None = None

    def request(self) -> Request:
        """What is asked for now: under source/ there may be more articles than the last time."""
        own = Path.cwd() / TEMPLATES
        return Request(
            articles=find_articles(self.articles, SOURCE),
            output=self.output,
            formats=tuple(one for one in FORMATS if not self.formats or one.name in self.formats),
            wishes=self.wishes,
            strict=self.strict,
            templates=(own,) if own.is_dir() else (),
            witness=_witness if self.evidence else None,
            today=today(),
            jobs=self.jobs or cores(),
            store=(Place(self.store) if self.store else place()) if self.cache else None,
            scheduler=self.scheduler,
        )


def build_once(wanted: Wanted, *, as_json: bool = False) -> int:
    """Build and print what became of it; the exit status."""
    request = wanted.request()
    with watching(quiet=as_json) as watch:
        results = answer(request, watch)
    print_built(results, as_json=as_json)
    return max(result.exit_code for result in results)


def keep_building(wanted: Wanted) -> int:
    """Build, and build again with every save, until the user ends it; the workers stay warm in between."""
    from pubpipe.cli.saves import saves

    request = wanted.request()
    watched = _watched(request)
    named = ", ".join(shown(str(path)) for path in watched)
    ended = Event()

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        # Not every place that an interrupt can reach hands it on: what is asked for is remembered.
        ended.set()
        raise KeyboardInterrupt

    # Ctrl+C is how this ends, in the middle of a build too: what it was at is given up, and nothing is half-written.
    with suppress(KeyboardInterrupt), workers(wanted.jobs or cores(), _load) as executor:
        signal.signal(signal.SIGINT, end)
        _build_again(wanted, executor)
        if isinstance(executor, Workers):
            for _ in range(executor.jobs):
                executor.submit(_rehearse, request)
        click.echo(f"Waiting for changes in {named}. Ctrl+C ends it.", err=True)
        for _ in saves(watched, wanted.output, ended):
            _build_again(wanted, executor)
    return 0


def _load(_number: int) -> None:
    from pubpipe.pipeline.loading import load

    load()


def _rehearse(request: Request) -> None:
    from pubpipe.pipeline.loading import rehearse

    rehearse(request)


def _watched(request: Request) -> tuple[Path, ...]:
    """The folders in which a save matters."""
    folders = (*(path.parent for path in request.articles), *request.templates)
    profile = request.wishes.profile
    found = dict.fromkeys((*folders, *((profile.parent,) if profile else ()), *((SOURCE,) if SOURCE.is_dir() else ())))
    return tuple(one for one in found if not any(one != other and one.is_relative_to(other) for other in found))


def _build_again(wanted: Wanted, executor: Executor) -> None:
    """Build what has changed and print it; the mistakes of whoever is writing are messages, mended by the next save."""
    try:
        with watching(quiet=False) as watch:
            results = answer(wanted.request(), watch, executor=executor)
        print_built([one for one in results if not _is_unchanged(one)], as_json=False)
    except PubpipeError as error:
        click.secho(f"Error: {shown_lines(str(error))}", fg="red", err=True)


def _is_unchanged(one: Built) -> bool:
    return not one.error and all(file.is_unchanged for file in one.files)


def _witness(choices: "Choices") -> "Witness":
    from pubpipe.cli.finished import witness

    return witness(choices)

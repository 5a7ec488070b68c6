"""An article as an errand: fetched, made, checked and put where it belongs by whoever is given it.

What travels there is what the command line chose, as bytes and values: the machine that carries an errand out has none
of the files of the one that gives it. What comes back is what became of the article, without a byte of its files.

An article goes by the name of its folder, which must be its id: two articles of one id would be two folders of one
name, and so are noticed before anything is done.
"""

import datetime
import os
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pubpipe.errors import OutputError, PubpipeError, UsageError
from pubpipe.formats import Format
from pubpipe.model.asset import Asset
from pubpipe.pipeline.address import Address
from pubpipe.pipeline.discovery import ARTICLE_NAMES, find_articles
from pubpipe.pipeline.elsewhere import articles_at, fetch, fetched, project_of, put
from pubpipe.pipeline.events import Built, BuiltFile
from pubpipe.pipeline.order import Order
from pubpipe.pipeline.publishing import publish
from pubpipe.pipeline.renaming import renamed
from pubpipe.pipeline.witnessing import DOCUMENT, Witness
from pubpipe.pipeline.writing import stale, write_all
from pubpipe.profile import Profile
from pubpipe.storing import Place
from pubpipe.storing.fingerprint import environment
from pubpipe.validating import Surroundings

LARGEST_EVIDENCE = 5_000_000
"""Bytes of the evidence before, of which more is not looked at."""

ALONE = threading.Lock()
"""The print engine's fonts belong to one thread at a time, and a worker of a cluster may have several."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that travels. name: its path below its folder, with slashes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """That evidence shall be made. profile: the file of the clinic's choices; created: see `Witness`."""

    profile: Sent | None
    created: str | None


@dataclass(frozen=True, slots=True)
class Common:
    """What all errands of a build share; see `Order`.

    software: the key of what pubpipe runs with where the articles were looked for. Elsewhere another version might make
    other bytes of the same article, and nobody would know which of them a patient was given.
    """

    software: str
    output: Path
    formats: tuple[Format, ...]
    profile: Profile
    strict: bool
    templates: tuple[tuple[str, tuple[Sent, ...]], ...]
    logo: Asset | None
    proof: Proof | None
    today: datetime.date | None
    store: Place | None


@dataclass(frozen=True, slots=True)
class Errand:
    """One article to be published. Whoever prints it, such as a worker's log, prints its address and nothing else."""

    article: Path
    common: Common = field(repr=False)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found where articles are: each, with those that may turn out to be none, and see `Common.software`."""

    software: str
    articles: tuple[Path, ...]
    perhaps: frozenset[Path]


def survey(places: tuple[Path, ...]) -> Survey:
    """Look for the articles at some places. Raises UsageError where there is none."""
    found: dict[Path, bool] = {}
    for place in places:
        folders = _found_at(place)
        found |= dict.fromkeys(folders, folders != (place,))
    return Survey(environment(), tuple(found), frozenset(one for one, is_guess in found.items() if is_guess))


def _found_at(place: Path) -> tuple[Path, ...]:
    if not isinstance(place, Address):
        return (place,)
    if place.local is None:
        return articles_at(place)
    (itself,) = find_articles((place.local,), place.local)
    return find_articles((), place.local) if itself.is_dir() else (itself,)


def name_of(article: Path) -> str:
    """The name that an article goes by: that of its folder."""
    return article.parent.name if article.name in ARTICLE_NAMES else article.name


def refuse_other(software: str) -> None:
    """Raises OutputError where pubpipe does not run with this software."""
    if environment() != software:
        raise OutputError(
            "This machine has another pubpipe, or other packages, than the one that looked for the articles.",
            "Install the same on all of them: files would differ by who made them.",
        )


def carry_out(errand: Errand) -> Built | None:
    """Publish an article; what became of it, or None if there is no article."""
    with ALONE, tempfile.TemporaryDirectory(prefix="pubpipe-") as room:
        try:
            return _published(errand, Path(room))
        except PubpipeError as error:
            return Built(errand.article, name_of(errand.article), error=error)


def _published(errand: Errand, room: Path) -> Built | None:
    common = errand.common
    refuse_other(common.software)
    path, texts = _article(errand.article, room / "project")
    if path is None:
        return None
    name = name_of(errand.article)
    folder, output = room / "output" / name, _output(common.output)
    if common.proof:
        _bring_evidence(output / name, folder)
    (built,) = publish(_order(common, path, room), lambda _: None, time.monotonic)
    if built.id != name and not built.error:
        raise UsageError(
            f"The article in {errand.article} has the id “{built.id}”, which is not the name of its folder.",
            "In storage each goes by the name of its folder: give the folder the name of the id.",
        )
    built = renamed(replace(built, source=errand.article), (*texts, (str(room / "output"), str(common.output))))
    if built.error:
        return built
    return _put(built, folder, common.output / name)


def _article(article: Path, project: Path) -> tuple[Path | None, tuple[tuple[str, str], ...]]:
    """The article's file on this machine, None if there is none; and the names here that are others to the user."""
    if not isinstance(article, Address):
        return article, ()
    folder = article.parent if article.name in ARTICLE_NAMES else article
    own = fetch(folder, project)
    there = (own / name for name in ARTICLE_NAMES if article.name in {name, folder.name})
    found = [path for path in there if path.is_file()]
    if len(found) > 1:
        raise UsageError(f"{folder} holds two articles.", "Name one of the two files, or remove it.")
    above = project_of(folder)
    texts = (str(own), str(folder)), (str(project), str(above or folder.parent))
    return next(iter(found), None), texts


def _output(output: Path) -> Path:
    """The output as this machine writes to it: a folder, or an address in storage."""
    return (output.local or output) if isinstance(output, Address) else output


def _bring_evidence(before: Path, folder: Path) -> None:
    """The evidence before, which the new one tells the changes since."""
    if isinstance(before, Address):
        data = fetched(before / DOCUMENT, LARGEST_EVIDENCE)
    else:
        file = before / DOCUMENT
        data = file.read_bytes() if file.is_file() else None
    if data is not None:
        (folder / DOCUMENT).parent.mkdir(parents=True)
        (folder / DOCUMENT).write_bytes(data)


def _order(common: Common, path: Path, room: Path) -> Order:
    """The order for the one article, with what has travelled laid out as files."""
    witness = None
    if common.proof:
        profile = common.proof.profile
        if profile:
            _lay_out((profile,), room / "profile")
        # Where validators are is this machine's own affair, and no environment travels.
        file = room / "profile" / profile.name if profile else None
        witness = Witness(Surroundings(os.environ), file, common.proof.created)
    for number, (name, files) in enumerate(common.templates):
        _lay_out(files, room / str(number) / name)
    return Order(
        articles=(path,),
        output=room / "output",
        formats=common.formats,
        profile=common.profile,
        strict=common.strict,
        templates=tuple(room / str(number) / name for number, (name, _) in enumerate(common.templates)),
        logo=common.logo,
        witness=witness,
        today=common.today,
        store=common.store,
    )


def _lay_out(files: Iterable[Sent], folder: Path) -> None:
    for one in files:
        path = folder / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)


def _put(built: Built, made: Path, to: Path) -> Built:
    """Bring the finished files from the folder where they were made to where they belong."""
    names = [file.path.relative_to(to).as_posix() for file in built.files]
    place = _output(to)
    if isinstance(place, Address):
        return replace(built, stale=put(made, names, place))
    write_all((Sent(name, (made / name).read_bytes()) for name in names), place)
    here = tuple(BuiltFile(place / name, "", 0, 0.0) for name in names)
    return replace(built, stale=tuple(to / one.relative_to(place) for one in stale(here, place)))

"""Which article and which profile a row means: found once, named by exactly one thing, or refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.errors import SourceError
from pubpipe.findings import Code, Finding, Position, has_errors
from pubpipe.model.article import Article
from pubpipe.model.row import Row
from pubpipe.pipeline.batch.preparing import fingerprint
from pubpipe.pipeline.checking import check
from pubpipe.pipeline.choices import Choices
from pubpipe.pipeline.discovery import ARTICLE_NAMES, find_articles
from pubpipe.reading.report import nearest


@dataclass(frozen=True, slots=True)
class Found:
    """An article that rows can name: where it is, and what was read; None with findings if it cannot be published."""

    path: Path
    article: Article | None
    fingerprint: str
    findings: tuple[Finding, ...]

    def sound(self) -> Article:
        """The article. Raises UnresolvedError if it cannot be published."""
        if self.article is None:
            raise UnresolvedError(f"The article {self.path} has errors.", "Mend what is listed for it.")
        return self.article


class UnresolvedError(Exception):
    """A row names what is not there, or not exactly one thing."""

    def __init__(self, message: str, remedy: str, code: Code = Code.UNKNOWN_ARTICLE) -> None:
        super().__init__(message)
        self.message, self.remedy, self.code = message, remedy, code

    def at(self, place: Position) -> Finding:
        """The same as a finding about a row."""
        return Finding(self.code, place, self.message, "", self.remedy)


@dataclass(slots=True)
class Articles:
    """The articles of a project, each read when a row names it or one of its siblings."""

    source: Path
    _read: dict[Path, Found] = field(default_factory=dict)

    def of(self, row: Row) -> Found:
        """The article of a row, in its language. Raises UnresolvedError."""
        named = self._named(row.article)
        if named.article is None or row.language is None or _speaks(named.article.language, row.language):
            return named
        base, tag = named.article.id, row.language
        wanted = {f"{base}-{tag.lower()}", f"{base}-{tag.partition('-')[0]}"}
        siblings = [
            one for one in self.all() if one.article and one.article.id in wanted and _speaks(one.article.language, tag)
        ]
        if len(siblings) != 1:
            how_many = "no article" if not siblings else "several articles"
            raise UnresolvedError(
                f"There is {how_many} of “{base}” in the language {tag}.",
                f"pubpipe does not translate: write one with the id {' or '.join(sorted(wanted))}.",
            )
        return siblings[0]

    def all(self) -> tuple[Found, ...]:
        """Every article of the project."""
        return tuple(self._at(path) for path in find_articles((), self.source))

    def _named(self, name: str) -> Found:
        there = self._folder(name)
        if there is not None and there.article is not None and there.article.id == Path(name).name:
            return there
        of_id = [one for one in self.all() if one.article and one.article.id == name]
        of_id += [there] if there is not None and there not in of_id else []
        if len(of_id) == 1:
            return of_id[0]
        if of_id:
            paths = " and ".join(str(one.path) for one in of_id)
            raise UnresolvedError(f"More than one article may be meant: {paths}.", "Give each an id of its own.")
        ids = [one.article.id for one in self.all() if one.article]
        raise UnresolvedError("There is no article of that name.", nearest(name, ids))

    def _folder(self, name: str) -> Found | None:
        """The article in a folder below source/, or in a file there, that a cell names by its path."""
        for path in (self.source / name, self.source.parent / name):
            files = (path / one for one in ARTICLE_NAMES) if path.is_dir() else (path,)
            file = next((one for one in files if one.is_file() and one.name in ARTICLE_NAMES), None)
            if file and file.resolve().is_relative_to(self.source.resolve()):
                return self._at(file)
        return None

    def _at(self, path: Path) -> Found:
        known = self._read.get(path)
        if known is None:
            reading, findings = check(path)
            article = None if has_errors(findings) else reading.article
            known = self._read[path] = Found(path, article, fingerprint(reading), findings)
        return known


@dataclass(slots=True)
class Profiles:
    """The choices of profiles, each read once. folders: where a row's path may begin; read: from a path."""

    folders: tuple[Path, ...]
    read: Callable[[Path | None], Choices]
    default: Path | None
    _known: dict[Path | None, Choices] = field(default_factory=dict)

    def of(self, row: Row) -> Choices:
        """The choices of a row, with its printed editions. Raises UnresolvedError."""
        path = self.default if row.profile is None else _only(row.profile, self.folders)
        if path not in self._known:
            try:
                self._known[path] = self.read(path)
            except SourceError as error:
                raise UnresolvedError(f"The profile {path} has errors.", error.message, Code.BAD_CELL) from error
        return _with_editions(self._known[path], row.editions)


def _only(name: str, folders: Iterable[Path]) -> Path:
    """The one file that a path means, whichever folder it begins in. Raises UnresolvedError."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        remedy = "Name it from the folder of the rows, or of the project: profiles/clinic.yaml."
        raise UnresolvedError("A profile is named by a path that leads out of the folder.", remedy, Code.BAD_CELL)
    found = {(folder / name).resolve(): folder / name for folder in folders if (folder / name).is_file()}
    if len(found) != 1:
        message = "There is no profile of that name." if not found else "Two profiles may be meant."
        raise UnresolvedError(message, "Name one from the folder of the rows, or of the project.", Code.BAD_CELL)
    return next(iter(found.values()))


def _with_editions(choices: Choices, editions: tuple[str, ...]) -> Choices:
    if not editions:
        return choices
    profile = choices.profile
    printed = profile.print.model_copy(update={"editions": editions})
    return Choices(profile.model_copy(update={"print": printed}), choices.logo, choices.path)


def _speaks(language: str, wanted: str) -> bool:
    """Whether a language is the wanted one, or one of its kinds where no kind was asked for."""
    return language == wanted or ("-" not in wanted and language.partition("-")[0] == wanted)

"""The files that a build was made from, each by its fingerprint and a name that tells nothing of the machine."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pubpipe.evidencing.bundle import Source, fingerprint
from pubpipe.formats.publication import Publication
from pubpipe.model.walks import figures
from pubpipe.packaged import packaged_templates
from pubpipe.reading.pronouncing import find_lexicons


def sources_of(
    path: Path, article: bytes, publication: Publication, profile: Path | None, templates: Iterable[Path]
) -> tuple[Source, ...]:
    """All of them, in an order that is the same everywhere. article: the bytes of the file at `path`, as read."""
    return (
        Source(path.name, "article", fingerprint(article)),
        *_figures(path.parent, publication),
        *_lexicons(path),
        *([Source(profile.name, "profile", fingerprint(profile.read_bytes()))] if profile else []),
        *([Source(publication.logo.path, "logo", fingerprint(publication.logo.data))] if publication.logo else []),
        *(Source(name, "template", digest) for folder in templates for name, digest in _tree(folder, folder.name)),
        Source("templates/", "templates", _together(packaged_templates())),
    )


def _figures(folder: Path, publication: Publication) -> Iterator[Source]:
    """The file of each figure, or its drawing where it comes from no file of the article's."""
    for name in sorted({figure.path for figure in figures(publication.article)}):
        file = folder / name.partition("@")[0]
        if file.is_file():
            yield Source(name, "figure", fingerprint(file.read_bytes()))
        elif name in publication.assets:
            yield Source(name, "drawing", fingerprint(publication.assets[name].data))


def _lexicons(path: Path) -> Iterator[Source]:
    for lexicon in find_lexicons(path):
        beside = lexicon.absolute().parent == path.absolute().parent
        yield Source(lexicon.name if beside else f"../{lexicon.name}", "lexicon", fingerprint(lexicon.read_bytes()))


def _tree(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        yield f"{name}/{file.relative_to(folder).as_posix()}", fingerprint(file.read_bytes())


def _together(folder: Path) -> str:
    """One fingerprint of a folder's files and their names."""
    return fingerprint("".join(f"{digest} {name}\n" for name, digest in _tree(folder, "")).encode())

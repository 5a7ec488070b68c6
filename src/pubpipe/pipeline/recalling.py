"""What an article's last build came to, by the bytes of all that it was made from: nothing is read that did not change.

The key names the article's folder, the project's lexicon and templates, the profile, what was asked for, the day (dates
that are past are found by a review), and all that pubpipe runs with. What else was read, such as a logo, stands in the
answer with its digest. A file in the output folder that is not the one of that build is put back from the store.
"""

import datetime
from contextlib import suppress
from pathlib import Path

from pubpipe.packing import packed, unpacked
from pubpipe.pipeline.done import found, told
from pubpipe.pipeline.events import Built, BuiltFile
from pubpipe.pipeline.request import Request
from pubpipe.pipeline.writing import Plain, stale, write_all
from pubpipe.project import lexicons_of
from pubpipe.storing import Store, digest, file_key, key
from pubpipe.storing.fingerprint import environment, tree


def request_key(path: Path, request: Request) -> str | None:
    """The key of all that an article's files come from; None for what is not remembered.

    Evidence asks validators again each time, and a folder with too much in it is not looked through.
    """
    if request.witness:
        return None
    try:
        folder, templates = tree(path.parent), tuple(tree(one) for one in request.templates)
        if folder is None or None in templates:
            return None
        wishes = request.wishes
        return key(
            "build",
            environment(),
            str(path),
            folder,
            *(_digest(one) for one in lexicons_of(path)),
            *templates,
            _digest(wishes.profile) if wishes.profile else None,
            repr((wishes.voice, wishes.recordings, wishes.in_epub, wishes.large_print)),
            repr([one.name for one in request.formats]),
            repr(request.strict),
            str(request.today or datetime.date.min),
        )
    except OSError:
        return None


def recalled(path: Path, request: Request, name: str | None, store: Store) -> Built | None:
    """What an article's build came to, with its files in the output folder; None where it has to be built."""
    data = store.get(name) if name else None
    if data is None:
        return None
    with suppress(ValueError, KeyError, TypeError, OSError):
        (id, inputs, findings, files), _ = unpacked(data)
        if any(_digest(Path(one)) != known for one, known in inputs):
            return None
        folder = request.output / id
        kept = {file["name"]: _unchanged(folder / file["name"], file["data"]) for file in files}
        if not all(kept.values()):
            whole = {file["name"]: store.get(file["data"]) for file in files}
            if None in whole.values():
                return None
            write_all((Plain(one, data) for one, data in whole.items() if data is not None), folder)
        built = tuple(
            BuiltFile(folder / file["name"], file["format"], file["size"], 0.0, file["length"], kept[file["name"]])
            for file in files
        )
        return Built(path, id, built, tuple(found(one) for one in findings), None, stale(built, folder))
    return None


def remember(name: str | None, built: Built, store: Store) -> None:
    """Keep what a build came to. name: the key before it, which is the key after it where nothing changed meanwhile."""
    if name is None or built.error or not all(file.data for file in built.files):
        return
    if any(_digest(one) != known for one, known in built.inputs):
        return
    folder = built.files[0].path.parent if built.files else Path()
    files = [
        {
            "name": file.path.relative_to(folder).as_posix(),
            "format": file.format,
            "size": file.size,
            "length": file.length,
            "data": file.data,
        }
        for file in built.files
    ]
    inputs = [[str(one), known] for one, known in built.inputs]
    store.put(name, packed([built.id, inputs, [told(one) for one in built.findings], files]))


def _unchanged(path: Path, name: str) -> bool:
    try:
        return file_key(path.read_bytes()) == name
    except OSError:
        return False


def _digest(path: Path) -> str | None:
    """The digest of a file, None if it is not there."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None

"""Articles fetched from storage by their address, and finished files put there.

Storage is what machines share. An article's folder is fetched whole, within bounds, since whoever reads it wants
files; no name in it may lead out of the folder that it is fetched into.

An object store cannot swap a set of files in one step, as a folder is (`writing`). So all files are put beside their
names first, where a failure leaves the last good set as it was; then the manifest of the last set is removed, each
file copied into its place by the storage itself, and the new manifest put there last. A folder without a manifest,
or with a file that is not as its manifest says, is one that is being written or whose writer was killed: building
again makes it whole. A folder at file:// is written as any other folder is, in one step and without a manifest.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

from pubpipe.errors import OutputError, PubpipeError, UsageError
from pubpipe.pipeline.address import Address, is_address
from pubpipe.pipeline.discovery import ARTICLE_NAMES
from pubpipe.project import LEXICON, SOURCE
from pubpipe.reading.source import LARGEST_ARTICLE_BYTES
from pubpipe.storing import digest
from pubpipe.storing.fingerprint import MOST_BYTES, MOST_FILES
from pubpipe.storing.remote import in_folder, opened

MANIFEST = "manifest.json"
WAITING = ".pubpipe-new-"
"""How the folder of files begins that wait for their place."""
ABANDONED = datetime.timedelta(days=1)
"""The age from which such a file is that of a build that was killed."""
_NAME = re.compile(r"[^/\\\x00-\x1f]{1,200}")
MEDIA_TYPES: Mapping[str, str] = {
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
}
"""What a store that is also a web server shall say of a file; without it, a page would not open but be saved."""


def articles_at(address: Address) -> tuple[Address, ...]:
    """The folder at an address if an article is in it, else each folder in it, sorted: some may hold no article.

    Raises UsageError where there is nothing.
    """
    files, root = opened(str(address))
    with _reaching(address):
        try:
            listed = (one for one in files.ls(root, detail=True) if one["name"].rstrip("/") != root)
            found = {_name(one): one["type"] == "directory" for one in listed}
        except FileNotFoundError:
            found = {}
    if address.name in ARTICLE_NAMES or any(name in found for name in ARTICLE_NAMES):
        return (address,)
    folders = tuple(address / name for name, is_folder in sorted(found.items()) if is_folder)
    if not folders:
        raise UsageError(f"There is no article at {address}.", "Name an article's folder, or the one that holds them.")
    return folders


def fetch(folder: Address, project: Path) -> Path:
    """Put an article's folder, and the lexicon of its project, into a project's folder here; its own folder there.

    Raises UsageError for a folder that is too large or has a name in it that cannot be a file's, and OutputError for
    storage that fails.
    """
    own = project / SOURCE / folder.name
    own.mkdir(parents=True)
    files, root = opened(str(folder))
    with _reaching(folder):
        found: Mapping[str, Any] = files.find(root, detail=True)
        _refuse_large(folder, found)
        wanted = {path: _here(own, path.removeprefix(f"{root}/"), folder) for path in found if not _is_folder(path)}
        for path, data in files.cat(list(wanted)).items() if wanted else ():
            wanted[path].parent.mkdir(parents=True, exist_ok=True)
            wanted[path].write_bytes(data)
    above = project_of(folder)
    lexicon = fetched(above / LEXICON, LARGEST_ARTICLE_BYTES) if above else None
    if lexicon is not None:
        (project / LEXICON).write_bytes(lexicon)
    return own


def fetched(address: Address, most: int) -> bytes | None:
    """The first bytes of a file, so many and one more at most; None if it is not there. Raises OutputError."""
    files, path = opened(str(address))
    with _reaching(address):
        try:
            with files.open(path, "rb") as file:
                data: bytes = file.read(most + 1)
        except FileNotFoundError:
            return None
    return data


def put(made: Path, names: Iterable[str], folder: Address) -> tuple[Path, ...]:
    """Publish these files of a folder here in a folder there, whole as its manifest tells; what else lies in that one.

    Raises OutputError.
    """
    files, root = opened(str(folder))
    names = sorted(names)
    # A name of its own for each attempt: a task may run twice at a time if a worker was only believed to be lost.
    waiting = f"{root}/{WAITING}{uuid4().hex}"
    with _reaching(folder):
        try:
            for name in names:
                _pipe(files, f"{waiting}/{name}", (made / name).read_bytes())
            with suppress(FileNotFoundError):
                files.rm_file(f"{root}/{MANIFEST}")
            for name in names:
                _copy(files, f"{waiting}/{name}", f"{root}/{name}")
            _pipe(files, f"{root}/{MANIFEST}", _manifest(made, names))
        finally:
            with suppress(FileNotFoundError):
                files.rm(waiting, recursive=True)
        found = [path.removeprefix(f"{root}/") for path in files.find(root) if not _is_folder(path)]
        _tidy(files, root, found)
    new = {*names, MANIFEST}
    return tuple(folder / name for name in sorted(found) if name not in new and "/." not in f"/{name}")


def project_of(folder: Address) -> Address | None:
    """The project that an article's folder is in: that of the nearest source/ above it."""
    above = next((one.parent for one in folder.parents if one.name == SOURCE), None)
    # What stands before a bucket of that name is no place.
    return above if above and is_address(str(above)) else None


@contextmanager
def _reaching(address: Address) -> Iterator[None]:
    try:
        yield
    except PubpipeError:
        raise
    except Exception as error:
        # Each kind of storage has errors of its own. Their texts name what was asked for, and never a key.
        reason = str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
        raise OutputError(
            f"The storage at {address} failed: {reason}.",
            "Check the address, the network and who may use it; its keys come from the environment.",
        ) from error


def _is_folder(path: str) -> bool:
    """Whether it is the empty object by which the tools of some object stores show a folder."""
    return path.endswith("/")


def _name(info: Mapping[str, Any]) -> str:
    return PurePosixPath(info["name"]).name


def _refuse_large(folder: Address, found: Mapping[str, Any]) -> None:
    size = sum(info["size"] or 0 for info in found.values())
    if len(found) > MOST_FILES or size > MOST_BYTES:
        raise UsageError(
            f"{folder} holds {len(found):,} files of {size / 1e6:,.0f} MB together, which is more than an article.",
            f"An article has {MOST_FILES} files and {MOST_BYTES // 10**6} MB at most: name its own folder.",
        )


def _here(own: Path, name: str, folder: Address) -> Path:
    """Where a file of that name is put on this machine, which is never outside its folder."""
    parts = name.split("/")
    if any(part in {".", ".."} or not _NAME.fullmatch(part) for part in parts):
        raise UsageError(f"{folder} holds a file called {name!r}, which cannot be one.", "Give it another name.")
    return own.joinpath(*parts)


def _manifest(made: Path, names: list[str]) -> bytes:
    files = []
    for name in names:
        data = (made / name).read_bytes()
        files.append({"name": name, "bytes": len(data), "sha256": digest(data)})
    return (json.dumps({"files": files}, indent=2, ensure_ascii=False) + "\n").encode()


def _pipe(files: Any, path: str, data: bytes) -> None:
    kind = MEDIA_TYPES.get(PurePosixPath(path).suffix)
    headers = {"ContentType": kind} if kind and "s3" in files.protocol else {}
    in_folder(files, path, lambda: files.pipe_file(path, data, **headers))


def _copy(files: Any, path: str, to: str) -> None:
    in_folder(files, to, lambda: files.cp_file(path, to))


def _tidy(files: Any, root: str, found: Iterable[str]) -> None:
    """Remove what killed builds left waiting, once nobody can be at it any more."""
    now = datetime.datetime.now(tz=datetime.UTC)
    for path in (f"{root}/{name}" for name in found if name.startswith(WAITING)):
        # Another build may be as quick to tidy up, and not all storage tells the age of a file.
        with suppress(FileNotFoundError, NotImplementedError):
            if now - files.modified(path) > ABANDONED:
                files.rm_file(path)

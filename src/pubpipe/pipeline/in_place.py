"""New files inside the old folder, for file systems on which two folders cannot change places.

All are written to a folder within. Renaming that folder is the record that the set is whole: from then on it is put
in place file by file, if need be by the next build; before, it is taken back. Whoever looks in between sees a part of
it, which is why `exchange` is tried first.
"""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from pubpipe.pipeline.synced import sync_folder, write_set

UNFINISHED = ".pubpipe-unfinished"
READY = ".pubpipe-ready"


def publish(files: dict[str, bytes], folder: Path) -> None:
    """Put these files into a folder in place of others of their names. Raises OSError."""
    folder.mkdir(exist_ok=True)
    for name in files:
        _make_way(folder / name, folder)
    new = folder / UNFINISHED
    new.mkdir()
    write_set(files, new)
    new.rename(folder / READY)
    sync_folder(folder)
    settle(folder)


def settle(folder: Path) -> None:
    """Finish what a build had ready, and remove what it had not. Raises OSError."""
    if folder.is_symlink():
        return
    unfinished, ready = folder / UNFINISHED, folder / READY
    if unfinished.is_dir():
        shutil.rmtree(unfinished)
    if ready.is_dir():
        for path in sorted(path for path in ready.rglob("*") if not path.is_dir()):
            final = folder / path.relative_to(ready)
            final.parent.mkdir(exist_ok=True)
            path.replace(final)
        sync_folder(folder)
        shutil.rmtree(ready)


def unsettled(output: Path) -> Iterator[Path]:
    """The folders of an output folder in which a build has left something."""
    for name in (UNFINISHED, READY):
        for path in output.glob(f"[!.]*/{name}"):
            yield path.parent


def _make_way(final: Path, folder: Path) -> None:
    """Raises OSError where a file cannot be put without following a link or removing a folder."""
    inner = final.parent
    if final.is_dir() and not final.is_symlink():
        raise IsADirectoryError(errno.EISDIR, f"{final.name} is in the way")
    if inner != folder and (inner.is_symlink() or (inner.exists() and not inner.is_dir())):
        raise NotADirectoryError(errno.ENOTDIR, f"{inner.name} is in the way")

"""A folder with new files changes places with the old one, in one step.

The new folder lies beside the old one and has a list of what its build made. The list is written before everything
else and goes last, so that it tells what a kill has left: a folder with a list, beside the article's, was never
published and is removed; one without was, until the exchange, the article's own. What somebody saved there at the
last moment is carried over, and then it goes.
"""

import ctypes
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pubpipe.pipeline.synced import sync_folder, write_set, write_synced

LIST = ".pubpipe-made"
ENDING = ".pubpipe-tmp"
_HERE = -100
"""AT_FDCWD of Linux: paths are meant from the working directory."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux."""


def publish(files: dict[str, bytes], folder: Path) -> None:
    """Put a folder with these files, and with all others of the old one, in the old one's place. Raises OSError."""
    new = _beside(folder)
    new.mkdir()
    write_synced(new / LIST, "\n".join(files).encode())
    write_set(files, new)
    if folder.exists():
        _link_others(folder, new)
        exchange(new, folder)
    else:
        new.rename(folder)
    sync_folder(folder.parent)


def exchange(one: Path, other: Path) -> None:
    """Two folders change places in one step. Raises OSError where the system or the file system cannot do that."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def settle(folder: Path) -> None:
    """Remove what a build left beside a folder, and its list in it; what others put there stays. Raises OSError."""
    left = _beside(folder)
    if left.is_dir() and not left.is_symlink():
        if (left / LIST).exists():
            _discard(left)
        elif not folder.exists():
            left.rename(folder)
        else:
            _carry_over(left, folder, _listed(folder))
    (folder / LIST).unlink(missing_ok=True)


def unsettled(output: Path) -> Iterator[Path]:
    """The folders of an output folder that a build has left something in or beside."""
    for path in output.glob(f".*{ENDING}"):
        yield output / path.name.removeprefix(".").removesuffix(ENDING)
    for path in output.glob(f"[!.]*/{LIST}"):
        yield path.parent


def _beside(folder: Path) -> Path:
    return folder.parent / f".{folder.name}{ENDING}"


def _dress(new: Path, old: Path) -> None:
    """Let the new folder belong to whom the old one does, and be open to the same people, as far as that is ours."""
    status = old.stat()
    with suppress(PermissionError):
        os.chown(new, -1, status.st_gid)
    with suppress(PermissionError):
        os.chown(new, status.st_uid, -1)
    shutil.copystat(old, new)


def _link_others(old: Path, new: Path) -> None:
    """Give what lies in the old folder, and is not made anew, a second name in the new one."""
    if not os.access(old, os.W_OK | os.X_OK) or old.stat().st_mode & stat.S_ISVTX:
        raise PermissionError(errno.EPERM, "What is in the folder could not be taken out of it again")
    for path in sorted(old.iterdir()):
        twin = new / path.name
        if path.is_dir() and not path.is_symlink():
            if os.path.lexists(twin) and not twin.is_dir():
                raise _in_the_way(path)
            twin.mkdir(exist_ok=True)
            _link_others(path, twin)
        elif twin.is_dir():
            raise _in_the_way(path)
        elif not os.path.lexists(twin):
            _link(path, twin)
    _dress(new, old)


def _link(path: Path, twin: Path) -> None:
    try:
        os.link(path, twin, follow_symlinks=False)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        # No second names on this file system, or not for the files of others.
        shutil.copy2(path, twin, follow_symlinks=False)


def _in_the_way(path: Path) -> OSError:
    return FileExistsError(errno.EEXIST, f"{path.name} is in the way")


def _listed(folder: Path) -> frozenset[str]:
    try:
        return frozenset((folder / LIST).read_text("utf-8").split("\n"))
    except FileNotFoundError:
        return frozenset()


def _discard(staged: Path) -> None:
    """Remove a folder that was never published, its list last."""
    for path in staged.iterdir():
        if path.name != LIST:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    (staged / LIST).unlink()
    staged.rmdir()


def _carry_over(old: Path, folder: Path, made: frozenset[str], within: str = "") -> None:
    """Empty a folder that is no longer the article's into the one that is, but for what was made anew."""
    for path in sorted(old.iterdir()):
        name, heir = f"{within}{path.name}", folder / path.name
        if path.is_dir() and not path.is_symlink() and heir.is_dir() and not heir.is_symlink():
            _carry_over(path, heir, made, f"{name}/")
        elif name in made:
            path.unlink()
        else:
            path.replace(heir)
            # Of two names for one file, renaming leaves both.
            path.unlink(missing_ok=True)
    old.rmdir()

"""Where the cache lies and how large it may be, from the environment; and `pubpipe cache`.

`PUBPIPE_CACHE` names its folder, or none when it is empty; by default it is where the XDG Base Directory Specification
has caches. `PUBPIPE_CACHE_SIZE` is its limit.
"""

import os
import re
from pathlib import Path

import click

from pubpipe.cli.shown import as_json, shown
from pubpipe.errors import UsageError
from pubpipe.storing import Place
from pubpipe.storing.folder import LIMIT, Folder, Size

UNITS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def place() -> Place | None:
    """Where the cache is; None where there shall be none. Raises UsageError for a size that is none."""
    folder = os.environ.get("PUBPIPE_CACHE")
    if folder is None:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        folder = str(Path(base) / "pubpipe")
    return Place(folder, _limit()) if folder else None


def _limit() -> int:
    size = os.environ.get("PUBPIPE_CACHE_SIZE", "")
    if not size:
        return LIMIT
    written = re.fullmatch(r"(\d{1,9})\s*([kMGT]?)B?", size.strip())
    if written is None:
        raise UsageError(f"PUBPIPE_CACHE_SIZE is “{size}”, which is no size.", "Write it like this: 4 GB.")
    return int(written[1]) * UNITS[written[2]]


def print_info(*, json: bool) -> None:
    """Print where the cache is and what it holds."""
    where = _existing()
    size = Folder(Path(where.address)).size()
    if json:
        told = {"folder": where.address, "entries": size.entries, "bytes": size.size, "limit": where.limit}
        click.echo(as_json(told))
        return
    click.echo(f"{shown(where.address)}: {_told(size)}, of {where.limit / 10**9:,.1f} GB at most.")


def clear() -> None:
    """Remove everything from the cache."""
    where = _existing()
    click.echo(f"{shown(where.address)}: removed {_told(Folder(Path(where.address)).clear())}.")


def _existing() -> Place:
    where = place()
    if where is None:
        raise UsageError("There is no cache: PUBPIPE_CACHE is empty.", "Unset it, or name a folder in it.")
    if "://" in where.address:
        raise UsageError(
            f"The cache is not on this machine: {where.address}.",
            "Look after it where it lies; old objects may expire.",
        )
    return where


def _told(size: Size) -> str:
    return f"{size.entries:,} entries, {size.size / 10**6:,.1f} MB"

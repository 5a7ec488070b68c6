"""What has been written is on the disk before it is given its name: a crash of the machine is a kill as well."""

import os
from pathlib import Path


def write_synced(path: Path, data: bytes) -> None:
    """A new file with these bytes, on the disk when this returns. Raises OSError, also where there is a file."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The names in a folder, on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_set(files: dict[str, bytes], folder: Path) -> None:
    """New files in a new folder, by names with at most one folder in them; all on the disk when this returns."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        write_synced(path, data)
    for inner in {(folder / name).parent for name in files}:
        sync_folder(inner)
    sync_folder(folder)

"""One storage and one cluster for all tests of a process, and articles in both kinds of places."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from tests.cluster.processes import KEYS, ROOT, Cluster, cluster, environment, storage

SOUND = ROOT / "tests" / "findings" / "sound"


@pytest.fixture
def memory() -> Iterator[Any]:
    """Storage within this process, at memory://, empty at the beginning and at the end."""
    files = fsspec.filesystem("memory")
    files.rm("/", recursive=True)
    yield files
    files.rm("/", recursive=True)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables by which storage on the loopback is found, for this process too as long as it lasts."""
    with storage(tmp_path_factory.mktemp("storage") / "s3") as address, pytest.MonkeyPatch.context() as patch:
        found = {**KEYS, "AWS_ENDPOINT_URL": address}
        for name, value in found.items():
            patch.setenv(name, value)
        yield found


@pytest.fixture(scope="session")
def machines(keys: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with two workers."""
    folder = tmp_path_factory.mktemp("machines") / "cluster"
    with cluster(folder, environment(**keys, PUBPIPE_TEST_FOLDER=str(folder))) as running:
        yield running


@pytest.fixture
def bucket(keys: dict[str, str], request: pytest.FixtureRequest) -> str:
    """The name of an empty bucket."""
    del keys
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name.lower())[:60].strip("-")
    files().mkdir(name)
    return name


def files() -> Any:
    """The storage, as another reader of it sees it."""
    return fsspec.filesystem("s3", use_listings_cache=False)


def source(project: Path, *slugs: str) -> Path:
    """A project's source/ with an article for each name."""
    for slug in slugs:
        for path in sorted(SOUND.rglob("*")):
            if path.is_file():
                copy = project / "source" / slug / path.relative_to(SOUND)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes().replace(b"id: neck-care", f"id: {slug}".encode()))
    return project / "source"


def uploaded(folder: Path, place: str) -> None:
    """Put all files of a folder where an address says."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            files().pipe_file(f"{place}/{path.relative_to(folder)}", path.read_bytes())


def published(place: str | Path) -> dict[str, bytes]:
    """What lies in a bucket's folder or in one on the disk, by its path."""
    if isinstance(place, Path):
        return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    paths = files().find(place)
    return {path.removeprefix(f"{place}/"): data for path, data in files().cat(paths).items()} if paths else {}


def without_manifests(found: dict[str, bytes]) -> dict[str, bytes]:
    """The files of articles alone."""
    return {name: data for name, data in found.items() if not name.endswith("manifest.json")}

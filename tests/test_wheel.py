"""What is shipped: the wheel holds all that a build needs, and works far from the source tree."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.validators.base import ROOT

SAMPLE = Path("source/hip-mobility-back-pain")


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Runs a command to its end and gives what it printed; a failure fails the test with that."""
    kept = ("HOME", "LANG", "PATH", "TMPDIR")
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=cwd,
        # A plain user's: no path of this run's, no setting of the machine's.
        env={name: os.environ[name] for name in kept if name in os.environ} | environment,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def files(folder: Path) -> set[str]:
    """The files of a folder of the source tree, as paths within it."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, made once."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder)
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", folder)
    return folder


@pytest.fixture(scope="module")
def wheel(packages: Path) -> Path:
    """The wheel itself."""
    (path,) = packages.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel in it; what it depends on is borrowed from ours."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    # A .pth file adds our packages after its own, and does not follow the .pth files among them:
    # so it does not find the source tree that our own environment points to.
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder


def test_wheel_holds_the_code_and_the_templates_and_nothing_else(wheel: Path) -> None:
    """Every module and template is there; the sample, the tests and the tools are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    code = {f"pubpipe/{name}" for name in files(ROOT / "src" / "pubpipe")}
    templates = {f"pubpipe/templates/{name}" for name in files(ROOT / "templates")}
    assert templates
    assert names == code | templates


def test_wheel_says_what_it_is(wheel: Path) -> None:
    """Its name, licence and command are in its metadata, and the licence's text comes along."""
    with zipfile.ZipFile(wheel) as archive:
        info = "pubpipe-0.1.0.dist-info"
        metadata = HeaderParser().parsestr(archive.read(f"{info}/METADATA").decode())
        commands = archive.read(f"{info}/entry_points.txt").decode()
        licence = archive.read(f"{info}/licenses/LICENSE").decode()
    assert (metadata["Name"], metadata["License-Expression"]) == ("pubpipe", "AGPL-3.0-or-later")
    assert "pubpipe = pubpipe.cli:main" in commands
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence


def test_source_archive_can_build_and_test_itself(packages: Path) -> None:
    """It carries the templates, the sample, the tests and the tools."""
    (path,) = packages.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"Makefile", "constraints.txt", "package-lock.json", "tools/setup.sh", ".ci/run", "tests/test_wheel.py"}
    for folder in ("src", "templates", "source"):
        wanted |= {f"{folder}/{name}" for name in files(ROOT / folder)}
    assert wanted <= names


def test_wheel_builds_the_sample_elsewhere(installed: Path, tmp_path: Path) -> None:
    """In an empty folder with the sample alone, the installed command makes every format."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    python = installed / "bin" / "python"
    imported_from = Path(run(python, "-c", "import pubpipe; print(pubpipe.__file__)", cwd=tmp_path).strip())
    assert imported_from.is_relative_to(installed)

    home = tmp_path / "home"
    home.mkdir()
    run(installed / "bin" / "pubpipe", "build", cwd=tmp_path, HOME=str(home))

    # Fontconfig keeps its list of fonts there, and pubpipe its cache; whatever else appears is a diary.
    assert {name for name in files(home) if not name.startswith((".cache/fontconfig/", ".cache/pubpipe/"))} == set()
    made = [path for path in (tmp_path / "output" / SAMPLE.name).rglob("*") if path.is_file()]
    assert {".pdf", ".epub", ".mp3", ".html"} <= {path.suffix for path in made}
    assert all(path.stat().st_size for path in made)

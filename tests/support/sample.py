"""The sample article, published once for the whole run through the command line."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.validators.base import ROOT

SOURCE = Path("source/hip-mobility-back-pain")
SUCCESS = "exit status 0\n"
TIMEOUT_SECONDS = 600


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample's finished files; never write into it.

    Worker processes share one build: the first to come makes it, the others wait for it.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    log = shared / "built-sample.log"
    with (shared / "built-sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            log.write_text(_build(shared / "built-sample"), encoding="utf-8")
    # A failed build leaves its log to every worker, and is not tried again by each.
    printed = log.read_text(encoding="utf-8")
    assert printed.startswith(SUCCESS), f"The sample could not be built:\n{printed}"
    return shared / "built-sample" / SOURCE.name


def _build(output: Path) -> str:
    program = Path(sys.executable).with_name("pubpipe")
    done = subprocess.run(
        [str(program), "build", str(SOURCE), "--output", str(output)],
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT_SECONDS,
    )
    return f"exit status {done.returncode}\n{done.stdout}"

"""What the README says of many machines: its commands start a cluster that publishes, its figures are computed."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bench.cost import COUNTS, MEASURED, limits, sentence, table
from tests.cluster.certificates import certificates
from tests.cluster.conftest import files, published, source, uploaded
from tests.cluster.processes import HOST, ROOT, begin, environment, free_port, wait_for

README = (ROOT / "README.md").read_text(encoding="utf-8")
(BLOCK,) = (one for one in re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL) if "dask" in one)
COMMANDS = [shlex.split(line) for line in BLOCK.replace("\\\n", " ").splitlines()]
ADDED = {
    "scheduler": ["--host", HOST, "--no-dashboard"],
    "worker": ["--host", HOST, "--no-dashboard", "--local-directory", "."],
    "build": ["--format", "html", "--profile", str(Path(__file__).with_name("mute.yaml"))],
}
"""What keeps each to the loopback, or makes it quick."""


def here(command: list[str], port: int) -> list[str]:
    """The command as it is run on this machine alone."""
    texts = {"10.0.0.1": HOST, "8786": str(port), "8": "1"}
    changed = [re.sub(r"10\.0\.0\.1|\b8786\b|^8$", lambda found: texts[found[0]], one) for one in command]
    return ["-m", *changed, *ADDED[command[1]]]


def test_the_commands_start_a_cluster_that_publishes(keys: dict[str, str], tmp_path: Path) -> None:
    """In their order, word for word but for the machine that they are run on."""
    assert [command[:2] for command in COMMANDS] == [["dask", "scheduler"], ["dask", "worker"], ["pubpipe", "build"]]
    made = certificates(tmp_path / "made")
    for file, name in ((made.ca, "ca.pem"), (made.certificate, "machine.pem"), (made.key, "machine-key.pem")):
        (tmp_path / name).write_bytes(file.read_bytes())
    files().mkdir("clinic")
    uploaded(source(tmp_path / "project", "neck-care", "back-care"), "clinic/source")
    port = free_port()
    scheduler, worker, build = (here(command, port) for command in COMMANDS)
    running = [begin(scheduler, tmp_path / "scheduler.log", environment(**keys))]
    try:
        wait_for(lambda: "Scheduler at" in running[0].printed, "The scheduler", running[0])
        running.append(begin(worker, tmp_path / "worker.log", environment(**keys)))
        done = subprocess.run(
            [sys.executable, *build], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
        )
    finally:
        for one in reversed(running):
            one.end()
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(published("clinic/output")) == {
        f"{id}/{name}" for id in ("back-care", "neck-care") for name in (f"{id}.html", "manifest.json")
    }
    assert published("clinic/cache") != {}


@pytest.mark.parametrize("lines", [table(MEASURED), [sentence(MEASURED)], limits(MEASURED)])
def test_the_figures_are_computed(lines: list[str]) -> None:
    """From what was measured; nobody has typed them."""
    assert " ".join("\n".join(lines).split()) in " ".join(README.split())


def test_the_table_multiplies() -> None:
    """A hundred times as many handouts are a hundred times the hours, and as many files of rows as they fill."""
    head, _, *rows = table(MEASURED)
    assert len(rows) == len(COUNTS)
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in (head, *rows)]
    assert [row[0] for row in cells[1:]] == ["10,000", "1,000,000", "100,000,000"]
    assert [row[5] for row in cells[1:]] == ["1", "100", "10,000"]
    core_hours = [float(row[1].replace(",", "")) for row in cells[1:]]
    assert core_hours[0] == pytest.approx(10**4 * MEASURED.handout / 3600, rel=0.05)
    assert core_hours[2] == pytest.approx(core_hours[0] * 10**4, rel=0.05)

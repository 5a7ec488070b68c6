"""Many machines as they are: schedulers, workers and storage, and what becomes of articles when one fails."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.errors import OutputError, SourceError, UsageError
from pubpipe.findings import Code
from pubpipe.formats import FORMATS, Format
from pubpipe.pipeline.address import place
from pubpipe.pipeline.answering import answer
from pubpipe.pipeline.cluster import Scheduler
from pubpipe.pipeline.events import Built, Progress
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.storing import Place
from tests.cluster.certificates import certificates
from tests.cluster.conftest import published, source, uploaded, without_manifests
from tests.cluster.processes import (
    KEY_ID,
    PATIENCE,
    SECRET,
    Cluster,
    cluster,
    environment,
    free_port,
    silent_port,
    wait_for,
)

SILENT = Wishes(voice="silent")
MUTE = Wishes(profile=Path(__file__).with_name("mute.yaml"))
"""For those tests to which it does not matter what is in a file."""
FORMS = tuple(one for one in FORMATS if one.name in {"pdf", "html"})
PAGE = FORMS[-1]
WAITING = replace(PAGE, module="tests.cluster.waiting_page")


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def request_of(bucket: str, formats: tuple[Format, ...], scheduler: Scheduler | str) -> Request:
    """A request for all articles of a bucket."""
    return Request(
        (place(f"s3://{bucket}/source"),),
        place(f"s3://{bucket}/out"),
        formats,
        wishes=MUTE,
        scheduler=Scheduler(scheduler) if isinstance(scheduler, str) else scheduler,
    )


@contextmanager
def begun(request: Request) -> Iterator["Future[tuple[Built, ...]]"]:
    """The request while it is answered."""
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(answer, request, quiet)


def test_a_cluster_publishes_the_bytes_of_one_machine(machines: Cluster, bucket: str, tmp_path: Path) -> None:
    """What is wrong with an article is told by its address; what was made once is not made again by another machine."""
    project = source(tmp_path, "neck-care", "knee-care", "bad-care")
    bad = project / "bad-care" / "article.md"
    bad.write_text(bad.read_text(encoding="utf-8").replace(":hold: 20-30 s", ":hold: soon"), encoding="utf-8")
    uploaded(project, f"{bucket}/source")
    paths = tuple(sorted(project.glob("*/article.md")))
    here = answer(Request(paths, tmp_path / "out", FORMS, wishes=SILENT), quiet)

    request = replace(request_of(bucket, FORMS, machines.address), wishes=SILENT, store=Place(f"s3://{bucket}/cache"))
    there = answer(request, quiet)
    assert [one.id for one in there] == [one.id for one in here] == ["bad-care", "knee-care", "neck-care"]
    assert isinstance(there[0].error, SourceError)
    assert [(one.code, one.position.file) for one in there[0].findings] == [
        (Code.BAD_DOSE, f"s3://{bucket}/source/bad-care/article.md")
    ]
    assert [(one.error, one.findings) for one in there[1:]] == [(None, ())] * 2
    found = published(f"{bucket}/out")
    assert without_manifests(found) == published(tmp_path / "out")
    assert str(there[1].files[0].path).startswith(f"s3://{bucket}/out/knee-care/knee-care")
    for id in ("knee-care", "neck-care"):
        for one in json.loads(found[f"{id}/manifest.json"])["files"]:
            data = found[f"{id}/{one['name']}"]
            assert (one["bytes"], one["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())

    again = answer(request, quiet)
    assert published(f"{bucket}/out") == found
    assert max(file.seconds for one in again for file in one.files) < min(
        file.seconds for one in there[1:] for file in one.files
    )


def test_a_worker_killed_in_the_middle_loses_nothing(machines: Cluster, bucket: str, tmp_path: Path) -> None:
    """Its article is given to another one; all are published, as one machine publishes them."""
    project = source(tmp_path, "arm-care", "hand-care", "hip-care")
    uploaded(project, f"{bucket}/source")
    paths = tuple(sorted(project.glob("*/article.md")))
    answer(Request(paths, tmp_path / "out", (PAGE,), wishes=MUTE), quiet)
    for id in ("arm-care", "hip-care"):
        (machines.folder / f"{id}.pid").touch()

    with begun(request_of(bucket, (WAITING,), machines.address)) as results:
        said = machines.folder / "hand-care.pid"
        wait_for(said.exists, "The article")
        (busy,) = (one for one in machines.workers if one.process.pid == int(said.read_text(encoding="utf-8")))
        busy.kill()
        assert [(one.id, one.error) for one in results.result(PATIENCE)] == [
            (id, None) for id in ("arm-care", "hand-care", "hip-care")
        ]
    machines.add_worker()
    assert without_manifests(published(f"{bucket}/out")) == published(tmp_path / "out")


@pytest.mark.parametrize(
    ("which", "message"),
    [("scheduler", "The scheduler was lost"), ("worker", "Every worker that was given it was lost")],
)
def test_what_is_lost_for_good_is_a_message(
    keys: dict[str, str], bucket: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], which: str, message: str
) -> None:
    """The scheduler itself, or each worker that a scheduler is willing to try: the command ends, and says why."""
    uploaded(source(tmp_path, "neck-care"), f"{bucket}/source")
    variables = environment(
        **keys, PUBPIPE_TEST_FOLDER=str(tmp_path), DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0"
    )
    with (
        cluster(tmp_path / "lost", variables, workers=1) as lost,
        begun(request_of(bucket, (WAITING,), lost.address)) as results,
    ):
        wait_for((tmp_path / "neck-care.pid").exists, "The article")
        (lost.scheduler if which == "scheduler" else lost.workers[0]).kill()
        (built,) = results.result(PATIENCE)
    assert isinstance(built.error, OutputError)
    assert message in built.error.message
    assert published(f"{bucket}/out") == {}
    assert "Traceback" not in capfd.readouterr().err


def test_with_tls_only_those_with_certificates_take_part(keys: dict[str, str], bucket: str, tmp_path: Path) -> None:
    """With those of the cluster's authority it publishes; without any, and with another's, it does not answer."""
    uploaded(source(tmp_path, "neck-care"), f"{bucket}/source")
    ours, others = certificates(tmp_path / "ours"), certificates(tmp_path / "others")
    with cluster(tmp_path / "tls", environment(**keys), workers=1, protocol="tls", arguments=ours.arguments) as secure:
        assert secure.address.startswith("tls://")
        for refused in (Scheduler(secure.address), Scheduler(secure.address, ours.ca, others.certificate, others.key)):
            with pytest.raises(UsageError, match="does not answer"):
                answer(request_of(bucket, (PAGE,), refused), quiet)
        with pytest.raises(UsageError, match="not one of TLS"):
            answer(request_of(bucket, (PAGE,), Scheduler(secure.address.replace("tls", "tcp"), ours.ca)), quiet)
        trusted = Scheduler(secure.address, ours.ca, ours.certificate, ours.key)
        (built,) = answer(request_of(bucket, (PAGE,), trusted), quiet)
    assert built.error is None
    assert sorted(published(f"{bucket}/out")) == ["neck-care/manifest.json", "neck-care/neck-care.html"]


def test_without_anybody_to_do_it_there_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler, or somebody who is none; no worker, or one that would carry out two articles in one process."""
    monkeypatch.setattr("pubpipe.pipeline.cluster.JOINING", 0.2)
    monkeypatch.setattr("pubpipe.pipeline.cluster.CONNECTING", 1.0)
    with pytest.raises(UsageError, match="does not answer"):
        answer(request_of("bucket", FORMS, f"tcp://127.0.0.1:{free_port()}"), quiet)
    with silent_port() as port, pytest.raises(UsageError, match="does not answer"):
        answer(request_of("bucket", FORMS, f"tcp://127.0.0.1:{port}"), quiet)
    with cluster(tmp_path / "idle", environment(), workers=0) as idle:
        request = request_of("bucket", FORMS, idle.address)
        with pytest.raises(UsageError, match="has no worker"):
            answer(request, quiet)
        idle.add_worker(threads=2)
        monkeypatch.setattr("pubpipe.pipeline.cluster.JOINING", PATIENCE)
        with pytest.raises(UsageError, match="carries out 2 tasks in one process"):
            answer(request, quiet)


def test_keys_are_nowhere_to_be_read(machines: Cluster, bucket: str, tmp_path: Path) -> None:
    """Not in what the command prints, whether it succeeds or fails, nor in logs, nor in what is published."""
    uploaded(source(tmp_path, "neck-care", "no-care"), f"{bucket}/source")
    command = [sys.executable, "-m", "pubpipe", "build", "--profile", str(MUTE.profile), "--format", "html"]
    options = ["--scheduler", machines.address, "--store", f"s3://{bucket}/cache"]
    printed = ""
    for places, status in (
        ([f"s3://{bucket}/source", "--output", f"s3://{bucket}/out", *options], 0),
        ([f"s3://{bucket}/source", "--output", f"s3://no-{bucket}/out", *options], OutputError.exit_code),
        ([f"s3://no-{bucket}/source", "--output", f"s3://{bucket}/out", "--json"], UsageError.exit_code),
    ):
        done = subprocess.run(
            [*command, *places], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
        )
        printed += done.stdout + done.stderr
        assert done.returncode == status, printed
        assert "Traceback" not in printed
    printed += machines.printed
    assert "neck-care" in printed
    everything = printed.encode() + b"".join(published(bucket).values())
    assert [key for key in (KEY_ID, SECRET) if key.encode() in everything] == []


def test_this_machine_s_own_processes_publish_from_storage_too(
    keys: dict[str, str], bucket: str, tmp_path: Path
) -> None:
    """Without a scheduler; progress is told by article."""
    del keys
    project = source(tmp_path, "neck-care", "back-care", "knee-care")
    uploaded(project, f"{bucket}/source")
    answer(Request(tuple(sorted(project.glob("*/article.md"))), tmp_path / "out", (PAGE,), wishes=MUTE), quiet)
    command = [sys.executable, "-m", "pubpipe", "build", "--profile", str(MUTE.profile), "--format", "html"]
    places = [f"s3://{bucket}/source", "--output", f"s3://{bucket}/out", "--jobs", "2"]
    done = subprocess.run(
        [*command, *places], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(done.stderr.splitlines()) == [f"{id}-care: publish done" for id in ("back", "knee", "neck")]
    assert without_manifests(published(f"{bucket}/out")) == published(tmp_path / "out")

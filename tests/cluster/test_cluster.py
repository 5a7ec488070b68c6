"""Many machines as they are: schedulers, workers and storage, and what becomes of articles when one fails."""

import hashlib
import json
from pathlib import Path

from pubpipe.errors import SourceError
from pubpipe.findings import Code
from pubpipe.formats import FORMATS
from pubpipe.pipeline import answer
from pubpipe.pipeline.address import place
from pubpipe.pipeline.cluster import Scheduler
from pubpipe.pipeline.events import Progress
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.storing import Place
from tests.cluster.conftest import published, source, uploaded, without_manifests
from tests.cluster.processes import Cluster

SILENT = Wishes(voice="silent")
FORMS = tuple(one for one in FORMATS if one.name in {"pdf", "html"})


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def test_a_cluster_publishes_the_bytes_of_one_machine(machines: Cluster, bucket: str, tmp_path: Path) -> None:
    """What is wrong with an article is told by its address; what was made once is not made again by another machine."""
    project = source(tmp_path, "neck-care", "knee-care", "bad-care")
    bad = project / "bad-care" / "article.md"
    bad.write_text(bad.read_text(encoding="utf-8").replace(":hold: 20-30 s", ":hold: soon"), encoding="utf-8")
    uploaded(project, f"{bucket}/source")
    paths = tuple(sorted(project.glob("*/article.md")))
    here = answer(Request(paths, tmp_path / "out", FORMS, wishes=SILENT), quiet)

    request = Request(
        (place(f"s3://{bucket}/source"),),
        place(f"s3://{bucket}/out"),
        FORMS,
        wishes=SILENT,
        store=Place(f"s3://{bucket}/cache"),
        scheduler=Scheduler(machines.address),
    )
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

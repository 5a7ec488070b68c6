"""Articles from storage on this machine alone: the same files, messages and refusals as from a folder."""

import datetime
import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pubpipe import checking
from pubpipe.errors import CheckError, OutputError, PubpipeError, SourceError, UsageError, VoiceError
from pubpipe.findings import Code
from pubpipe.pipeline import dispatching, errands
from pubpipe.pipeline.address import place
from pubpipe.pipeline.answering import answer
from pubpipe.pipeline.choices import Choices
from pubpipe.pipeline.cluster import Scheduler
from pubpipe.pipeline.errands import Common, Errand
from pubpipe.pipeline.events import Built, Progress
from pubpipe.pipeline.performing import LostError
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.pipeline.witnessing import Witness
from pubpipe.profile import Profile
from pubpipe.validating import Surroundings
from tests.cluster.conftest import source, without_manifests
from tests.pipeline.fake_format import FAKE

_COMMON = Common(
    software="",
    output=place("memory://out"),
    formats=(FAKE,),
    profile=Profile(),
    strict=False,
    templates=(),
    logo=None,
    proof=None,
    today=None,
    store=None,
)


@pytest.fixture(autouse=True)
def _fake_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checking.CHECKS, "text/x-fake", "tests.pipeline.fake_check")


def quiet(_progress: Progress) -> None:
    """Nobody watches."""


def uploaded(project: Path, files: Any) -> None:
    """Put a project into storage, as memory://clinic."""
    for path in sorted(project.rglob("*")):
        if path.is_file():
            files.pipe_file(f"/clinic/{path.relative_to(project)}", path.read_bytes())


def stored(files: Any, folder: str = "/out") -> dict[str, bytes]:
    """What lies in storage below a folder."""
    return {path.removeprefix(f"{folder}/"): files.cat_file(path) for path in files.find(folder)}


def on_disk(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def request(*articles: str, output: str = "memory://out", **others: Any) -> Request:
    """A request for the fake format."""
    return Request(tuple(place(one) for one in articles), place(output), (FAKE,), **others)


def witness(choices: Choices) -> Witness:
    """Evidence without validators, and with a date."""
    return Witness(Surroundings({"PATH": ""}), choices.path, "2026-01-02T03:04:05Z")


def project_of_a_clinic(folder: Path) -> Path:
    """Two articles with a lexicon, own templates and a profile."""
    source(folder, "neck-care", "back-care")
    (folder / "lexicon.pls").write_text(
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" '
        'xml:lang="en"><lexeme><grapheme>psoas</grapheme><phoneme>soæs</phoneme></lexeme></lexicon>',
        encoding="utf-8",
    )
    (folder / "templates" / "handout").mkdir(parents=True)
    (folder / "templates" / "handout" / "own.css").write_text("p { color: black }", encoding="utf-8")
    (folder / "clinic.yaml").write_text("url: https://clinic.example/{id}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("output", ["memory", "file", "path"])
def test_evidence_is_that_of_a_build_from_a_folder(memory: Any, tmp_path: Path, output: str) -> None:
    """To the byte, with what changed since the evidence before, wherever the files go."""
    project = project_of_a_clinic(tmp_path / "project")
    there = {"memory": "memory://out", "file": f"file://{tmp_path}/there", "path": str(tmp_path / "there")}[output]
    common: dict[str, Any] = {
        "wishes": Wishes(profile=project / "clinic.yaml"),
        "templates": (project / "templates",),
        "witness": witness,
    }
    for change in ("Learn a stretch", "Learn one stretch"):
        for path in sorted(project.glob("source/*/article.md")):
            path.write_text(path.read_text(encoding="utf-8").replace("Learn a stretch", change), encoding="utf-8")
        uploaded(project, memory)
        here = answer(
            Request(tuple(sorted(project.glob("source/*/article.md"))), tmp_path / "here", (FAKE,), **common), quiet
        )
        away = answer(request("memory://clinic/source", output=there, **common), quiet)
        assert [one.error for one in (*here, *away)] == [None] * 4
        assert [one.stale for one in away] == [(), ()]
        found = stored(memory) if output == "memory" else on_disk(tmp_path / "there")
        assert without_manifests(found) == on_disk(tmp_path / "here")
        assert str(away[0].files[0].path) == f"{there}/back-care/back-care.fake"
        assert (b'"became"' in found["neck-care/evidence/evidence.json"]) == (change == "Learn one stretch")


def test_articles_at_file_addresses_are_those_of_the_folder(tmp_path: Path) -> None:
    """One by its own address, or all of them by that of the folder above; written as any folder is."""
    project = source(tmp_path, "neck-care", "back-care")
    for address in (f"file://{project}", f"file://{project}/neck-care", f"file://{project}/neck-care/article.md"):
        out = tmp_path / "out" / str(len(address))
        became = answer(request(address, output=f"file://{out}"), quiet)
        assert [one.error for one in became] == [None] * len(became)
        ids = ["back-care", "neck-care"] if address.endswith("source") else ["neck-care"]
        assert sorted(on_disk(out)) == [f"{id}/{id}.fake" for id in ids]


def test_messages_name_what_the_user_knows(memory: Any, tmp_path: Path) -> None:
    """The address of whatever is wrong, and never a folder that is gone."""
    project = project_of_a_clinic(tmp_path / "project")
    (project / "lexicon.pls").write_text("<lexicon>", encoding="utf-8")
    (project / "source" / "back-care" / "figures" / "neck.svg").unlink()
    uploaded(project, memory)
    back, neck = answer(request("memory://clinic/source"), quiet)
    assert isinstance(back.error, SourceError)
    assert {one.position.file for one in back.findings} == {
        "memory://clinic/source/back-care/article.md",
        "memory://clinic/lexicon.pls",
    }
    assert {one.position.file for one in neck.findings} == {"memory://clinic/lexicon.pls"}
    assert "pubpipe-" not in repr((back, neck))
    assert stored(memory) == {}


def test_an_article_goes_by_the_name_of_its_folder(memory: Any, tmp_path: Path) -> None:
    """Another id, another file name, a second article of the name: each is refused, and the others are published."""
    source(tmp_path, "neck-care", "back-care")
    uploaded(tmp_path, memory)
    memory.mv("/clinic/source/back-care", "/clinic/source/spine-care", recursive=True)
    memory.pipe_file("/clinic/source/two-care/article.md", b"")
    memory.pipe_file("/clinic/source/two-care/article.json", b"")
    memory.pipe_file("/other/neck-care/article.md", b"")
    became = answer(request("memory://clinic/source", "memory://other/neck-care"), quiet)
    assert {one.id: _message(one) for one in became if one.error} == {
        "spine-care": "The article in memory://clinic/source/spine-care has the id “back-care”, which is not the name "
        "of its folder.",
        "two-care": "memory://clinic/source/two-care holds two articles.",
        "neck-care": "memory://other/neck-care and memory://clinic/source/neck-care are folders of one name, and so "
        "have the same output folder.",
    }
    assert sorted(stored(memory)) == ["neck-care/manifest.json", "neck-care/neck-care.fake"]


def _message(one: Built) -> str:
    assert isinstance(one.error, UsageError)
    return one.error.message


def test_a_folder_without_an_article_is_passed_over_unless_it_was_named(memory: Any, tmp_path: Path) -> None:
    """As under source/ on the disk; and nothing at all is a message."""
    source(tmp_path, "neck-care")
    uploaded(tmp_path, memory)
    memory.pipe_file("/clinic/source/pictures/a.svg", b"")
    assert [one.id for one in answer(request("memory://clinic/source"), quiet)] == ["neck-care"]
    (missing,) = answer(request("memory://clinic/source/pictures/article.md"), quiet)
    assert _message(missing) == "There is no article at memory://clinic/source/pictures/article.md."
    memory.rm("/clinic/source/neck-care", recursive=True)
    for nowhere in ("memory://clinic/source", "memory://clinic/nowhere"):
        with pytest.raises(UsageError, match="There is no article"):
            answer(request(nowhere), quiet)


def test_what_fails_leaves_the_last_good_set(memory: Any, tmp_path: Path) -> None:
    """And says why, with what was found; so do warnings under strict, and the day of a review."""
    project = source(tmp_path, "neck-care")
    uploaded(tmp_path, memory)
    answer(request("memory://clinic/source"), quiet)
    before = stored(memory)
    path = project / "neck-care" / "article.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nreferences:", "\nkeywords: [empty]\nreferences:"), encoding="utf-8")
    uploaded(tmp_path, memory)
    (failed,) = answer(request("memory://clinic/source"), quiet)
    assert isinstance(failed.error, CheckError)
    assert [one.code for one in failed.findings] == [Code.FILE_UNSOUND]
    path.write_text(text.replace("2028-10-15", "2026-10-15"), encoding="utf-8")
    uploaded(tmp_path, memory)
    (strict,) = answer(request("memory://clinic/source", strict=True, today=datetime.date(2026, 11, 1)), quiet)
    assert isinstance(strict.error, SourceError)
    assert [one.code for one in strict.findings] == [Code.REVIEW_OVERDUE]
    assert stored(memory) == before


def test_a_machine_with_other_software_is_refused(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It might make other bytes of the same article."""
    source(tmp_path, "neck-care")
    uploaded(tmp_path, memory)
    keys = iter(("one", "another"))
    monkeypatch.setattr(errands, "environment", lambda: next(keys))
    (built,) = answer(request("memory://clinic/source"), quiet)
    assert isinstance(built.error, OutputError)
    assert built.error.message.startswith("This machine has another pubpipe")
    assert stored(memory) == {}


def test_a_process_publishes_one_article_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that joins later may have several threads, and the print engine's fonts belong to one."""
    inside, most = [0], [0]

    def publish(errand: Errand, _room: Path) -> Built:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.05)
        inside[0] -= 1
        return Built(errand.article, "neck-care")

    monkeypatch.setattr(errands, "_published", publish)
    errand = Errand(place("memory://clinic/source/neck-care"), _COMMON)
    with ThreadPoolExecutor(4) as threads:
        assert len(list(threads.map(errands.carry_out, [errand] * 4))) == 4
    assert most == [1]


def test_whoever_prints_an_errand_prints_its_address_alone() -> None:
    """A worker's log has the errands that went wrong: no profile, no name of a patient, no template belongs there."""
    common = replace(_COMMON, profile=Profile(url="https://canary.example/{id}"))
    printed = repr(Errand(place("memory://clinic/source/neck-care"), common))
    assert "memory://clinic/source/neck-care" in printed
    assert "canary" not in printed


def test_templates_that_are_too_large_to_travel_are_refused(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would go with every article."""
    project = project_of_a_clinic(tmp_path)
    uploaded(project, memory)
    monkeypatch.setattr(dispatching, "LARGEST_TEMPLATES", 10)
    with pytest.raises(UsageError, match="would travel with every article"):
        answer(request("memory://clinic/source", templates=(project / "templates",)), quiet)


def test_other_machines_know_no_paths_of_this_one(tmp_path: Path) -> None:
    """Neither for what is read nor for what is written; nobody is asked before that is said."""
    asked = request("memory://clinic/source", scheduler=Scheduler("tcp://127.0.0.1:1"))
    for wrong in (replace(asked, articles=(tmp_path / "article.md",)), replace(asked, output=tmp_path)):
        with pytest.raises(UsageError, match="is a path of this machine") as raised:
            answer(wrong, quiet)
        assert f"file://{tmp_path}" in raised.value.remedy


@pytest.mark.parametrize(
    "kind", [PubpipeError, SourceError, UsageError, VoiceError, OutputError, CheckError, LostError]
)
def test_an_error_keeps_its_remedy_on_its_way(kind: type[PubpipeError]) -> None:
    """It is told by another machine."""
    told = pickle.loads(pickle.dumps(kind("What happened.", "What to do.")))  # noqa: S301 - our own
    assert (type(told), told.message, told.remedy) == (kind, "What happened.", "What to do.")
    assert str(told) == "What happened.\n  What to do."


def test_every_kind_of_error_is_among_them() -> None:
    """A new kind of error that cannot travel would be found here."""

    def kinds(kind: type[PubpipeError]) -> set[type[PubpipeError]]:
        return {kind}.union(*(kinds(one) for one in kind.__subclasses__()))

    tested = {*test_an_error_keeps_its_remedy_on_its_way.pytestmark[0].args[1]}  # type: ignore[attr-defined]
    assert kinds(PubpipeError) == tested

"""The sample with a cache: nothing is made twice, an edit makes what it is in, and every byte is what it would be."""

import shutil
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pubpipe.formats import publication
from pubpipe.narrating.voices.silent import SilentVoice
from pubpipe.narrating.voices.voice import Sound, Utterance
from pubpipe.pipeline import performing
from pubpipe.pipeline.answering import answer
from pubpipe.pipeline.events import Built
from pubpipe.pipeline.request import Request, Wishes
from pubpipe.storing import Place

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain"


class Project:
    """A copy of the sample, and a record of everything that was made for it."""

    def __init__(self, folder: Path, store: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(SAMPLE, folder / "source" / SAMPLE.name)
        self.path = folder / "source" / SAMPLE.name / "article.md"
        self.request = Request((self.path,), folder / "out", wishes=Wishes(voice="silent"), store=store)
        self.spoken: list[str] = []
        self.made: Counter[str] = Counter()
        self._watch(monkeypatch)

    def _watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        synthesise, maker = SilentVoice.synthesise, publication.maker

        def speaking(voice: SilentVoice, utterance: Utterance) -> Sound:
            self.spoken.append(utterance.text)
            return synthesise(voice, utterance)

        def making(module: str) -> object:
            self.made[module.rpartition(".")[2]] += 1
            return maker(module)

        monkeypatch.setattr(SilentVoice, "synthesise", speaking)
        monkeypatch.setattr(performing, "maker", making)

    def build(self, **changes: Any) -> Built:
        """Build it; what became of it, with the records of nothing but this build."""
        self.spoken.clear()
        self.made.clear()
        (built,) = answer(replace(self.request, **changes), lambda _: None)
        assert built.error is None, built.error
        return built

    def edit(self, old: str, new: str) -> None:
        """Change a sentence of the article."""
        text = self.path.read_text("utf-8")
        assert text.count(old) == 1
        self.path.write_text(text.replace(old, new), encoding="utf-8")


def fingerprints(built: Built) -> dict[str, str]:
    """What each file holds."""
    return {file.path.name: sha256(file.path.read_bytes()).hexdigest() for file in built.files}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A cache with the sample in it: each test makes edits of its own."""
    place = Place(str(tmp_path_factory.mktemp("cache")))
    with pytest.MonkeyPatch.context() as monkeypatch:
        first = Project(tmp_path_factory.mktemp("first"), place, monkeypatch)
        first.build()
        assert len(first.spoken) == len(set(first.spoken)) > 100
        assert first.made == {"pdf": 2, "epub": 1, "audio": 1, "html": 1}
    return place


@pytest.fixture
def project(tmp_path: Path, store: Place, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same article in another folder, of which nothing has to be made."""
    made = Project(tmp_path, store, monkeypatch)
    made.build()
    assert made.spoken == []
    assert made.made == {}
    return made


def test_an_edit_makes_what_it_is_in_and_nothing_else(project: Project) -> None:
    """A sentence that the session does not say: one utterance, the print, the book and the page; not the recording."""
    before = project.build()
    assert project.spoken == []
    assert project.made == {}
    known = fingerprints(before)
    project.edit("Sometimes tight hips play a part.", "Often tight hips play a part.")
    after = project.build()
    assert project.spoken == ["Often tight hips play a part."]
    assert project.made == {"pdf": 2, "epub": 1, "html": 1}
    changed = {name for name, one in fingerprints(after).items() if known[name] != one}
    assert {name.rpartition(".")[2] for name in changed} == {"pdf", "epub", "html"}
    assert len(changed) == 4


def test_an_edit_of_a_step_is_spoken_once(project: Project) -> None:
    """Both sides of a stretch and all recordings say it; where it names no side, it is one utterance."""
    project.edit("Kneel on a mat or a folded blanket if the floor feels hard.", "Kneel on something soft.")
    project.build()
    assert project.spoken == ["Kneel on something soft."]
    assert project.made == {"pdf": 2, "epub": 1, "audio": 1, "html": 1}


def test_every_byte_is_that_of_a_build_without_a_cache(project: Project, tmp_path: Path) -> None:
    """After an edit, part of it from the cache; and after the edit is undone, all of it."""
    first = fingerprints(project.build())
    project.edit("It is often tight in people who sit a lot.", "It is tight in many who sit a lot.")
    edited = fingerprints(project.build())
    assert edited != first
    anew = project.build(store=None, output=tmp_path / "anew")
    assert fingerprints(anew) == edited
    project.edit("It is tight in many who sit a lot.", "It is often tight in people who sit a lot.")
    assert fingerprints(project.build()) == first
    assert project.spoken == []
    assert project.made == {}


@pytest.mark.parametrize("jobs", [3])
def test_every_byte_is_the_same_for_any_number_of_jobs(project: Project, tmp_path: Path, jobs: int) -> None:
    """With a cache and without one."""
    one = fingerprints(project.build())
    for store in (None, Place(str(tmp_path / "another"))):
        several = project.build(jobs=jobs, store=store, output=tmp_path / f"out-{jobs}")
        assert fingerprints(several) == one


def test_two_builds_may_share_a_cache(project: Project, tmp_path: Path) -> None:
    """What one has made the other takes; another clinic's colours do not change what is spoken."""
    (tmp_path / "clinic.yaml").write_text('clinic: {name: Another clinic, colour: "#004400"}\n')
    project.build(wishes=Wishes(tmp_path / "clinic.yaml", "silent"), output=tmp_path / "theirs")
    assert all("Another clinic" in one for one in project.spoken)
    assert project.made["pdf"] == 2

"""Plans: what waits for what, and nothing more."""

from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.formats import FORMATS
from pubpipe.model.recording import BOOK, READING, SESSION
from pubpipe.pipeline.matter import Matter
from pubpipe.pipeline.planning import Make, Record, Speak, Task, planned
from pubpipe.profile import AudioSettings, EpubSettings, HtmlSettings, PrintSettings, Profile
from pubpipe.reading import read_article

SAMPLE = Path(__file__).parents[2] / "source" / "hip-mobility-back-pain" / "article.md"
PDF, EPUB, AUDIO, HTML = FORMATS


@pytest.fixture(scope="module")
def matter() -> Matter:
    """The sample, as it is built without a profile."""
    reading = read_article(SAMPLE)
    assert reading.article is not None
    return Matter(reading.article, Profile(), reading.assets)


def after(tasks: tuple[Task, ...]) -> dict[str, tuple[str, ...]]:
    """What each task waits for."""
    return {task.name: task.after for task in tasks}


def test_the_whole_article(matter: Matter) -> None:
    """Two printed editions, three recordings of one speech, and the files that have them in them."""
    assert after(planned(matter, FORMATS)) == {
        "speech": (),
        "record book": ("speech", "pdf 1"),
        "record session": ("speech",),
        "record reading": ("speech",),
        "pdf 1": (),
        "pdf 2": (),
        "epub 1": ("record book", "pdf 1"),
        "audio record session": ("record session",),
        "html 1": ("record session", "record reading"),
    }


def test_speech_is_for_all_recordings_and_each_is_made_in_all_its_codecs(matter: Matter) -> None:
    """Nothing is spoken twice, and no recording is made twice."""
    works = [task.work for task in planned(matter, FORMATS)]
    (speak,) = (work for work in works if isinstance(work, Speak))
    assert speak.wanted == (BOOK, SESSION, READING)
    assert {work.recording: work.codecs for work in works if isinstance(work, Record)} == {
        BOOK: ("parts",),
        SESSION: ("aac", "mp3", "small"),
        READING: ("small",),
    }


def test_what_most_waits_for_comes_first(matter: Matter) -> None:
    """The handout, whose engine is loaded first, and the sound; files stay in the order of the formats."""
    names = [task.name for task in planned(matter, FORMATS)]
    assert names[:5] == ["pdf 1", "speech", "record book", "record session", "record reading"]
    assert names[5:] == ["pdf 2", "epub 1", "audio record session", "html 1"]
    assert [task.name for task in planned(matter, (EPUB, AUDIO))][:1] == ["speech"]


def test_tasks_say_which_engine_they_need(matter: Matter) -> None:
    """All that is heard is one, each format another."""
    engines: dict[str, list[str]] = {}
    for task in planned(matter, FORMATS):
        engines.setdefault(task.engine, []).append(task.name)
    assert engines == {
        "pdf": ["pdf 1", "pdf 2"],
        "speech": ["speech", "record book", "record session", "record reading", "audio record session"],
        "epub": ["epub 1"],
        "html": ["html 1"],
    }


def test_without_sound_nothing_is_spoken(matter: Matter) -> None:
    """The e-book still waits for the handout whose pages it tells."""
    silent = replace(matter, profile=Profile(epub=EpubSettings(audio="none"), html=HtmlSettings(audio="none")))
    assert after(planned(silent, (PDF, EPUB, HTML))) == {
        "pdf 1": (),
        "pdf 2": (),
        "epub 1": ("pdf 1",),
        "html 1": (),
    }


def test_each_edition_and_sheet_is_by_itself(matter: Matter) -> None:
    """In the profile's order, and the pages told are those of the first handout."""
    profile = Profile(
        paper=("A4", "Letter", "A4"),
        print=PrintSettings(editions=("large-print", "handout")),
        epub=EpubSettings(audio="none"),
    )
    tasks = planned(replace(matter, profile=profile), (PDF, EPUB))
    sheets = [
        (task.work.matter.profile.print.editions, task.work.matter.profile.paper)
        for task in tasks
        if isinstance(task.work, Make) and task.work.chosen is PDF
    ]
    assert sheets == [
        (("large-print",), ("A4",)),
        (("large-print",), ("Letter",)),
        (("handout",), ("A4",)),
        (("handout",), ("Letter",)),
    ]
    assert after(tasks)["epub 1"] == ("pdf 3",)


def test_without_a_handout_there_are_no_pages_to_wait_for(matter: Matter) -> None:
    """As in the large print alone, whose pages nobody tells."""
    profile = Profile(print=PrintSettings(editions=("large-print",)), epub=EpubSettings(audio="none"))
    assert after(planned(replace(matter, profile=profile), (PDF, EPUB)))["epub 1"] == ()
    assert after(planned(matter, (EPUB,)))["record book"] == ("speech",)


def test_without_an_audiobook_no_recording_is_made_for_one(matter: Matter) -> None:
    """And its files are those beside it."""
    silent = Profile(audio=AudioSettings(audiobook=False), epub=EpubSettings(audio="none"))
    works = [task.work for task in planned(replace(matter, profile=silent), FORMATS)]
    codecs = {work.recording: work.codecs for work in works if isinstance(work, Record)}
    assert codecs == {SESSION: ("mp3", "small"), READING: ("small",)}


def test_each_stretch_s_recording_is_by_itself(matter: Matter) -> None:
    """Its files wait for no other."""
    profile = Profile(audio=AudioSettings(recordings=("stretches",)))
    tasks = after(planned(replace(matter, profile=profile), (AUDIO,)))
    names = [name for name in tasks if name.startswith("audio ")]
    assert len(names) == 3
    assert all(tasks[name] == (name.removeprefix("audio "),) for name in names)

"""The profile counts each second of a build once, for the stage that it was in and for whose code ran."""

import json
import time
import types
from pathlib import Path
from types import CodeType, FrameType
from typing import cast

import numpy
import pytest
import weasyprint

import pubpipe
from bench.profile import CALLERS, LAME, LOADING, OTHERS, PRINTING, PUBPIPE, SPEECH, owner, profiled, share, table
from bench.stages import REST
from pubpipe.formats import FORMATS
from pubpipe.profile import AudioSettings, HtmlSettings, Profile

SAMPLE = Path(__file__).parents[1] / "source" / "hip-mobility-back-pain" / "article.md"
OURS = Path(pubpipe.__file__).parent


def stack(*calls: tuple[str, str]) -> FrameType | None:
    """A stack of frames, the innermost first: the file and the name of what each runs."""
    frame = None
    for file, name in reversed(calls):
        code = types.SimpleNamespace(co_filename=file, co_qualname=name, co_name=name.rpartition(".")[2])
        frame = types.SimpleNamespace(f_code=cast("CodeType", code), f_back=frame)
    return cast("FrameType | None", frame)


@pytest.mark.parametrize(
    ("calls", "whose"),
    [
        ([(str(OURS / "formats" / "html" / "cues.py"), "cues")], PUBPIPE),
        ([(weasyprint.__file__, "render"), (str(OURS / "formats" / "pdf" / "engine.py"), "lay_out")], PRINTING),
        ([(json.__file__, "dumps"), (weasyprint.__file__, "render")], PRINTING),
        ([(numpy.__file__, "concatenate"), (str(OURS / "narrating" / "mixing.py"), "mixed")], PUBPIPE),
        ([(str(OURS / "narrating" / "encoding" / "mp3.py"), "Mp3.add")], LAME),
        ([(weasyprint.__file__, "<module>"), (str(OURS / "formats" / "pdf" / "engine.py"), "<module>")], LOADING),
        ([(json.__file__, "dumps")], OTHERS),
        ([], OTHERS),
    ],
)
def test_time_is_that_of_whose_code_runs(calls: list[tuple[str, str]], whose: str) -> None:
    """Python's own modules and tools work for whoever called them; loading a module is nobody's work."""
    assert owner(stack(*calls)) == whose


@pytest.mark.parametrize(("path", "name"), CALLERS)
def test_the_callers_of_engines_are_where_they_are_looked_for(path: str, name: str) -> None:
    """A function that moved would count what its engine takes as pubpipe's own."""
    text = (OURS / path).read_text(encoding="utf-8")
    kind = "class" if name.endswith(".") else "def"
    assert f"\n{kind} {name.rstrip('.')}" in text


def test_every_stage_of_a_build_is_watched() -> None:
    """What is counted is what the process took; a function that moved would be counted as the rest."""
    wanted = Profile(audio=AudioSettings(voice="silent"), html=HtmlSettings(audio="session"))
    before = time.process_time()
    looks = profiled(SAMPLE, wanted, tuple(one for one in FORMATS if one.name in ("pdf", "html")))
    took = time.process_time() - before
    stages = {stage for stage, _ in looks.seconds}
    # Reading, writing and the little between stages may be over between two looks.
    assert stages | {REST, "read and review", "writing"} == {
        REST, SPEECH, "read and review", "recording", "pdf", "html", "check of the files", "writing",
    }  # fmt: skip
    assert sum(looks.seconds.values()) == pytest.approx(took, rel=0.1)
    assert {PUBPIPE, PRINTING} <= {whose for _, whose in looks.seconds}


def test_what_is_refused_is_no_measurement(tmp_path: Path) -> None:
    """What fails early is fast."""
    with pytest.raises(RuntimeError, match="was not built"):
        profiled(tmp_path / "missing.md", Profile())


def test_the_table_tells_shares_of_the_whole() -> None:
    """By stage, and by whose code ran, with what is pubpipe's own in each."""
    seconds = {("pdf", PRINTING): 6.0, ("pdf", PUBPIPE): 2.0, ("html", PUBPIPE): 2.0}
    lines = [line.split() for line in table(seconds)]
    assert ["pdf", "8.00", "s", "80.0", "%", "2.00", "s"] in lines
    assert ["WeasyPrint", "6.00", "s", "60.0", "%", "0.00", "s"] in lines
    assert "60 % in engines" in table(seconds)[-1]
    assert share(seconds, "html") == 20

"""The chain made by hand is given all that the article says, and is measured whole."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.chain import FILES, SPEECH, Run, Took, table, took
from bench.plain import lines, markdown, pictures
from pubpipe.checking.parity import expected
from pubpipe.wording import language_for
from tests import samples

LANGUAGE = language_for("en-GB")


def squeezed(text: str) -> str:
    """Letters and digits alone, so that marks and line breaks do not count."""
    return re.sub(r"[\W_]+", "", text)


def test_the_chain_gets_every_text_of_the_article(tmp_path: Path) -> None:
    """Of every kind of block, and its pictures: less work would not be the same work."""
    article = samples.every_block()
    names = pictures(samples.assets(), tmp_path)
    written, said = markdown(article, LANGUAGE, names), lines(article, LANGUAGE)
    shown = squeezed(re.sub(r"\]\([^)]*\)", "]", written))
    wanted = [squeezed(one.text) for one in expected(article, LANGUAGE)]
    assert len(wanted) > 50
    assert [one for one in wanted if one not in shown] == []
    assert len(said.split()) > 0.8 * len(written.split())
    assert all((tmp_path / name).is_file() and name in written for name in names.values())


def test_what_markdown_would_take_for_its_own_is_escaped() -> None:
    """Stars, brackets and the like in the article's words."""
    article = samples.every_block().model_copy(update={"summary": "2 * 3 [x] <b> #1"})
    assert r"2 \* 3 \[x\] \<b\> \#1" in markdown(article, LANGUAGE, {})


def test_medians_of_paired_runs_are_told() -> None:
    """The chain is the sum of its parts, and pubpipe's time a ratio to it."""
    parts = {"pandoc": Took(1.0, 1.0), SPEECH: Took(9.0, 19.0)}
    told = "\n".join(table([Run(parts, Took(5.0, 5.0), Took(0.5, 0.2), Took(7.5, 15.0))]))
    assert re.search(rf"{SPEECH} +9.00 s +19.00 s +90 %", told)
    assert "0.500 × the chain's time by the clock, 0.250 × its processor time" in told
    assert "0.050 × the chain's time by the clock, 0.010 × its processor time" in told
    assert "0.750 × the chain's time by the clock, 0.750 × its processor time" in told
    assert {Path(name).suffix for name in FILES} == {".pdf", ".epub", ".html", ".wav", ".mp3"}


def test_a_program_that_fails_is_no_measurement(tmp_path: Path) -> None:
    """What fails early is fast."""
    assert took([sys.executable, "-c", "pass"], tmp_path).clock > 0
    with pytest.raises(subprocess.CalledProcessError):
        took([sys.executable, "-c", "raise SystemExit(1)"], tmp_path)

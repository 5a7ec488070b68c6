"""The golden files' own mechanism."""

from pathlib import Path

import pytest

from tests.support.golden import OPTION, Golden


def test_golden_accepts_the_same_text(tmp_path: Path) -> None:
    """Equal to the last character, line ends included."""
    (tmp_path / "cues.txt").write_bytes(b"hold 20 s\r\nrest\n")
    Golden(tmp_path, update=False)("cues.txt", "hold 20 s\r\nrest\n")


@pytest.mark.parametrize("text", ["hold 30 s\n", "hold 20 s", "hold 20 s\r\n", ""])
def test_golden_shows_what_changed(tmp_path: Path, text: str) -> None:
    """A changed text fails with both versions and the way to accept it."""
    (tmp_path / "cues.txt").write_text("hold 20 s\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception) as failure:
        Golden(tmp_path, update=False)("cues.txt", text)
    assert "-hold 20 s\n" in str(failure.value)
    assert OPTION in str(failure.value)


def test_golden_wants_its_file(tmp_path: Path) -> None:
    """A test without a golden file does not pass by writing one."""
    with pytest.raises(pytest.fail.Exception, match=OPTION):
        Golden(tmp_path, update=False)("cues.txt", "hold 20 s\n")
    assert not list(tmp_path.iterdir())


def test_golden_writes_when_told_to(tmp_path: Path) -> None:
    """With the flag the text is written down as it is, in a new folder if need be."""
    Golden(tmp_path, update=True)("audio/cues.txt", "hold 20 s\r\nrest – then\n")
    assert (tmp_path / "audio" / "cues.txt").read_bytes() == "hold 20 s\r\nrest – then\n".encode()

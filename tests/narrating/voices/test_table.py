"""The table of voices, and how one is opened."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pubpipe.errors import UsageError, VoiceError
from pubpipe.narrating.voices import VOICES, open_voice
from pubpipe.wording import LANGUAGES


@pytest.mark.parametrize("entry", VOICES, ids=lambda entry: entry.name)
def test_each_voice_of_the_table_opens_and_names_itself(entry: object) -> None:
    """Opening speaks nothing and asks no network."""
    name = getattr(entry, "name", "")
    voice = open_voice(name, "en-GB", 140)
    assert voice.name == name
    assert voice.fingerprint.startswith(name)


def test_the_default_voice_of_every_language_is_offline_and_speaks_it() -> None:
    """Nothing leaves the machine unless a user names an online voice."""
    for language in LANGUAGES:
        entry = next(voice for voice in VOICES if voice.name == language.default_voice)
        assert not entry.online
        assert language.primary in entry.languages


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    """As a usage error."""
    with pytest.raises(UsageError, match="There is no voice “hal”") as caught:
        open_voice("hal", "en-GB", 140)
    assert "hibari" in caught.value.remedy


def test_a_language_that_the_voice_does_not_speak_is_refused() -> None:
    """An American reading Welsh is no narration."""
    with pytest.raises(VoiceError, match="does not speak the article's language, cy"):
        open_voice("hibari", "cy", 140)


@pytest.mark.parametrize(
    ("name", "package", "install"),
    [
        ("hibari", "hibari", "hibari-tts[fast]"),
        ("piper", "piper", "pubpipe[piper]"),
        ("espeak-ng", "espeakng_loader", "pubpipe[espeak]"),
        ("gtts", "gtts", "gTTS"),
    ],
)
def test_a_voice_that_is_not_installed_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str, install: str
) -> None:
    """Its package is named as pip wants it."""
    (entry,) = (one for one in VOICES if one.name == name)
    monkeypatch.delitem(sys.modules, entry.module, raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(VoiceError, match=f"The voice “{name}” is not installed") as caught:
        open_voice(name, "en-GB", 140)
    assert f"pip install '{install}'" in caught.value.remedy


def test_the_extras_that_voices_name_exist() -> None:
    """What the message tells a user to install can be installed: by the tests all, by pubpipe alone none."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    named = {match[1] for entry in VOICES if (match := re.fullmatch(r"pubpipe\[(\w+)\]", entry.package))}
    assert named == {"espeak", "piper"}
    for name in named:
        assert set(extras[name]) <= set(extras["test"])
        assert not set(extras[name]) & set(project["project"]["dependencies"])


def test_listing_the_voices_loads_no_engine() -> None:
    """`pubpipe voices` answers at once."""
    code = (
        "import sys, pubpipe.narrating.voices as v; assert v.VOICES; "
        "heavy = 'numpy hibari onnxruntime gtts requests av scipy piper espeakng_loader'.split(); "
        "print([m for m in heavy if m in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"

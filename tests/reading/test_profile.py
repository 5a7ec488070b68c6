"""Profiles from the disk: every fault has its file, its line and its remedy; the logo is read with the same care."""

import io
from pathlib import Path

import pytest
from PIL import Image

from pubpipe.findings import Code, Finding, Severity
from pubpipe.profile import Profile
from pubpipe.reading import ProfileReading, read_profile
from tests import samples

CLINIC = "clinic:\n  name: Example Clinic\n  logo:\n    alt: A green leaf\n    file: {file}\n"
"""A profile whose logo's file stands in line 5."""

PLAIN = "Export it as a plain SVG: shapes only, no scripts, links, embedded pictures or style sheets from elsewhere."


def reading(folder: Path, text: str) -> ProfileReading:
    """What is read of a profile in a folder."""
    (folder / "clinic.yaml").write_text(text, encoding="utf-8")
    return read_profile(folder / "clinic.yaml")


def sound(folder: Path, text: str) -> Profile:
    """A profile in which nothing is found."""
    read = reading(folder, text)
    assert read.findings == ()
    assert read.profile is not None
    return read.profile


def faults(folder: Path, text: str) -> tuple[Finding, ...]:
    """What is found in a profile that cannot be used, which is all of it in that file."""
    read = reading(folder, text)
    assert (read.profile, read.logo) == (None, None)
    assert {one.position.file for one in read.findings} == {str(folder / "clinic.yaml")}
    assert all(one.severity is Severity.ERROR for one in read.findings)
    return read.findings


def raster(kind: str, size: tuple[int, int] = (300, 200), mode: str = "RGB") -> bytes:
    """A picture of dots."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def test_a_profile_is_read_like_an_article(tmp_path: Path) -> None:
    """A sound profile gives its values; a misspelt key is an error with its line and the right name."""
    assert sound(tmp_path, "paper: [A4, Letter]\naudio: {pace: full}\n").paper == ("A4", "Letter")
    (finding,) = faults(tmp_path, "paper: [A4]\naudio:\n  pase: full\n")
    assert (finding.code, finding.position.line, finding.remedy) == (Code.UNKNOWN_KEY, 3, "Did you mean “pace”?")


def test_a_profile_names_stretches_by_article_and_stretch(tmp_path: Path) -> None:
    """A name without its article could mean any; each fault is found on its own line, with the way to write it."""
    profile = sound(tmp_path, "audio:\n  paces:\n    neck-care/kneel: full\n")
    assert profile.audio.paces == (("neck-care/kneel", "full"),)
    value, key = faults(tmp_path, "audio:\n  paces:\n    neck-care/kneel: ful\n    kneel: full\n")
    assert (value.position.line, value.excerpt) == (3, "ful")
    assert (key.position.line, key.message[:33]) == (4, "The key “kneel” cannot be used: i")
    assert value.remedy == key.remedy == "Write it like this: paces: {neck-care/side-neck-stretch: gentle}."


# Colour


def test_a_pale_colour_is_an_error_that_names_the_nearest_shade(tmp_path: Path) -> None:
    """With the line that it stands on and the very words to put there, which are then taken."""
    text = 'clinic:\n  name: Example Clinic\n  colour: "#6fb1c4"\n'
    (finding,) = faults(tmp_path, text)
    assert (finding.code, finding.position.line, finding.excerpt) == (Code.BAD_VALUE, 3, "#6fb1c4")
    assert finding.message == (
        "The value of “colour” cannot be used: #6fb1c4 has 2.39:1 on white; the nearest shade with 7:1 is #1a6172."
    )
    assert finding.remedy == 'Write it like this: colour: "#1a6172" (in quotes).'
    clinic = sound(tmp_path, text.replace("#6fb1c4", "#1a6172")).clinic
    assert clinic is not None
    assert clinic.colour == "#1a6172"


@pytest.mark.parametrize(
    ("colour", "reason"),
    [
        ("#0b4a5e", "it is empty: without quotes, what follows the # is a remark"),
        ("teal", "it must be # and six hexadecimal digits, in quotes"),
        ('"#0b4a5"', "it must be # and six hexadecimal digits, in quotes"),
        ("112233", "it must be text (put it in quotes)"),
    ],
)
def test_a_colour_is_written_in_quotes(tmp_path: Path, colour: str, reason: str) -> None:
    """Without them YAML drops it, and a clinic would wonder where its colour has gone."""
    (finding,) = faults(tmp_path, f"clinic:\n  name: Example Clinic\n  colour: {colour}\n")
    assert (finding.code, finding.position.line) == (Code.BAD_VALUE, 3)
    assert finding.message == f"The value of “colour” cannot be used: {reason}."
    assert finding.remedy == 'Write it like this: colour: "#0b4a5e" (in quotes).'


def test_there_is_one_spelling(tmp_path: Path) -> None:
    """The other is offered the one that there is."""
    (finding,) = faults(tmp_path, 'clinic:\n  name: Example Clinic\n  color: "#0b4a5e"\n')
    assert (finding.code, finding.position.line, finding.remedy) == (Code.UNKNOWN_KEY, 3, "Did you mean “colour”?")


# Addresses


def test_an_unknown_field_in_an_address_is_an_error(tmp_path: Path) -> None:
    """In either of the two addresses, each with its line."""
    page, sounding = faults(tmp_path, "url: https://a.example/{slug}\naudio:\n  url: https://a.example/{}.mp3\n")
    assert (page.code, page.position.line, sounding.position.line) == (Code.BAD_VALUE, 1, 3)
    assert page.message == (
        "The value of “url” cannot be used: in braces there can be {id} alone, which stands for the article's id."
    )


# The logo


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("logo.svg", samples.SVG, (480, 320)),
        ("pictures/Logo 2.png", raster("PNG", mode="RGBA"), (300, 200)),
        ("logo.JPG", raster("JPEG"), (300, 200)),
    ],
)
def test_the_logo_is_read_from_beside_the_profile(
    tmp_path: Path, name: str, data: bytes, size: tuple[int, int]
) -> None:
    """Whichever of the three kinds it is, and in a folder below as well."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    read = reading(tmp_path, CLINIC.format(file=name))
    assert read.findings == ()
    assert read.profile is not None
    assert read.logo is not None
    assert (read.logo.path, read.logo.data, (read.logo.width, read.logo.height)) == (name, data, size)


def test_a_profile_without_a_logo_has_none(tmp_path: Path) -> None:
    """The picture is there when the profile names it, and only then."""
    (tmp_path / "logo.svg").write_bytes(samples.SVG)
    assert reading(tmp_path, "clinic: {name: Example Clinic}\n").logo is None
    assert reading(tmp_path, "").logo is None


@pytest.mark.parametrize(
    ("file", "code", "message", "remedy"),
    [
        (
            "leaf.svg",
            Code.FIGURE_MISSING,
            "The logo's file is not there.",
            "There are: a.svg, logo.svg, press.jpg.",
        ),
        (
            "https://clinic.example/logo.svg",
            Code.FIGURE_REMOTE,
            "A logo cannot come from an address.",
            "Save the picture in the profile's folder and name it there.",
        ),
        (
            "../logo.svg",
            Code.FIGURE_OUTSIDE,
            "The logo lies outside the profile's folder.",
            "Copy it into the profile's folder and name it with slashes.",
        ),
        ("clinic.yaml", Code.FIGURE_UNSUPPORTED, "“.yaml” files cannot be published.", "Use an SVG, PNG or JPEG file."),
        (
            "press.jpg",
            Code.FIGURE_UNSUPPORTED,
            "Its colours are those of a printing press (CMYK).",
            "Export it in RGB.",
        ),
        (
            "a.svg",
            Code.FIGURE_UNSAFE,
            "The SVG holds the element <script>. (line 2 of the logo)",
            PLAIN,
        ),
    ],
)
def test_a_logo_that_cannot_be_used_is_an_error(
    tmp_path: Path, file: str, code: Code, message: str, remedy: str
) -> None:
    """With the line of the profile that names it; a logo that is missing is never left out in silence."""
    (tmp_path / "logo.svg").write_bytes(samples.SVG)
    (tmp_path / "press.jpg").write_bytes(raster("JPEG", mode="CMYK"))
    (tmp_path / "a.svg").write_bytes(samples.SVG.replace(b"<title>", b"\n<script/><title>"))
    (finding,) = faults(tmp_path, CLINIC.format(file=file))
    assert (finding.code, finding.position.line, finding.excerpt) == (code, 5, file)
    assert (finding.message, finding.remedy) == (message, remedy)


def test_a_logo_that_leads_outside_is_an_error(tmp_path: Path) -> None:
    """A link to a file elsewhere lies outside, whatever its own name is."""
    (tmp_path / "elsewhere.svg").write_bytes(samples.SVG)
    folder = tmp_path / "clinic"
    folder.mkdir()
    (folder / "logo.svg").symlink_to(tmp_path / "elsewhere.svg")
    (finding,) = faults(folder, CLINIC.format(file="logo.svg"))
    assert (finding.code, finding.position.line) == (Code.FIGURE_OUTSIDE, 5)


def test_a_logo_without_words_is_an_error(tmp_path: Path) -> None:
    """Who cannot see it has to be told what it shows."""
    (finding,) = faults(tmp_path, "clinic:\n  name: Example Clinic\n  logo:\n    file: logo.svg\n")
    assert (finding.code, finding.position.line) == (Code.MISSING_KEY, 3)
    assert finding.message == "The key “alt” is missing."
    assert finding.remedy == "Add it like this: alt: A green leaf."

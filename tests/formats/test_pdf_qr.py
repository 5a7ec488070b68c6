"""The QR code of the handout: only when there is an address, readable off grey paper, never the only way."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pubpipe.formats.pdf.qr import QUIET_ZONE_MODULES, qr_code
from pubpipe.model.article import Article
from pubpipe.profile import AudioSettings, HtmlSettings, Profile, Within
from tests import samples
from tests.support.pdf import changed, elements, filler, handout, pages
from tests.validators import ValidatorMissing

DOTS_PER_INCH = 300


def joined(words: str) -> str:
    """The words without white space and hyphens, which a reader of PDF files drops at the end of a line."""
    return re.sub(r"[^\w.:/]", "", words)


def alternatives(data: bytes) -> list[str]:
    """What is said of each picture to who cannot see it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(element.Alt) for element in elements(pdf, "/Figure")]


def read_codes(data: bytes, folder: Path) -> list[str]:
    """What a phone would read off the first pages, printed in grey."""
    program = shutil.which("zbarimg")
    if program is None:
        raise ValidatorMissing("zbarimg", "as root, run: apt-get install zbar-tools")
    document = pypdfium2.PdfDocument(data)
    for number in range(min(len(document), 2)):
        document[number].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil().save(folder / f"{number}.png")
    document.close()
    command = [program, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", *map(str, sorted(folder.glob("*.png")))]
    return subprocess.run(command, capture_output=True, check=False, text=True).stdout.splitlines()


@pytest.mark.parametrize("tail", ["", "neck-care?from=handout&lang=en-GB", "x" * 100, "Neck/Care/" * 190])
def test_the_code_leads_to_the_article(tail: str, tmp_path: Path) -> None:
    """From the shortest address to the longest that a profile takes, the printed code reads as it was given."""
    address = f"https://clinic.example/{tail}"
    data = handout(profile=Profile(url=address))
    assert read_codes(data, tmp_path) == [address]


def test_the_address_can_be_typed_as_well() -> None:
    """Beside the code stand its purpose and its address in words."""
    first = pages(handout(profile=Profile(url="https://clinic.example/neck-care/")))[0]
    assert "Read or listen online: clinic.example/neck-care" in first


def test_no_address_no_code(tmp_path: Path) -> None:
    """Nothing is printed for a profile without an address."""
    data = handout()
    assert read_codes(data, tmp_path) == []
    assert not any(words in pages(data)[0] for words in ("Read this", "Read or", "Listen"))


RECORDING = "https://clinic.example/neck-care.mp3"
ADVICE = changed(blocks=(samples.every_block().blocks[1], filler("care", 2)))
"""An article without stretches, of which there is no session."""


@pytest.mark.parametrize(
    ("article", "settings", "caption"),
    [
        (None, {"recordings": ("session",)}, "Listen and follow along"),
        (None, {"recordings": ("reading", "session")}, "Listen and follow along"),
        (None, {"recordings": ("reading",)}, "Listen to this"),
        (ADVICE, {"recordings": ("session",)}, "Listen to this"),
    ],
)
def test_the_code_leads_to_the_recording(
    article: Article | None, settings: dict[str, object], caption: str, tmp_path: Path
) -> None:
    """With its address known; the caption is true of what is heard there, and the page's address stands in words."""
    audio = AudioSettings.model_validate({**settings, "url": "https://clinic.example/{id}.mp3"})
    data = handout(article, Profile(url="https://clinic.example/{id}", audio=audio))
    assert read_codes(data, tmp_path) == [RECORDING]
    first = pages(data)[0]
    assert joined(f"{caption}: clinic.example/neck-care.mp3") in joined(first)
    assert "Read this online: clinic.example/neck-care " in first
    assert [one for one in alternatives(data) if "square code" in one] == [
        f"A square code for phone cameras. It leads to the recording at {RECORDING}"
    ]


def test_a_recording_alone_needs_no_page(tmp_path: Path) -> None:
    """Nothing is said of a page that has no address."""
    data = handout(profile=Profile(audio=AudioSettings(url=RECORDING)))
    assert read_codes(data, tmp_path) == [RECORDING]
    assert "Read this online" not in pages(data)[0]


def test_an_address_that_nobody_would_type_is_left_to_screens() -> None:
    """It would fill the page; beside a code it stands all the same, since that is where the code leads."""
    profile = Profile(url="https://clinic.example/" + "x" * 200, audio=AudioSettings(url=RECORDING))
    assert "Read this online" not in pages(handout(profile=profile))[0]


@pytest.mark.parametrize(
    ("within", "caption"), [("none", "Read this online"), ("session", "Read or listen online"), ("both", "Read or")]
)
def test_the_caption_is_true_of_the_page(within: Within, caption: str) -> None:
    """A page without sound is not promised to have any."""
    profile = Profile(url="https://clinic.example/{id}", html=HtmlSettings(audio=within))
    first = pages(handout(profile=profile))[0]
    assert caption in first
    assert ("listen" in first) == (within != "none")


@pytest.mark.parametrize("address", ["https://a.example/", "https://a.example/" + "b" * 1900])
def test_the_code_has_its_quiet_zone_and_its_size(address: str) -> None:
    """Four empty modules on each side (ISO/IEC 18004), and modules that a desktop printer can draw."""
    code = qr_code(address)
    svg = code.picture.data.decode()
    box = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    path = re.search(r'd="M(\d+) (\d+)\.5h7', svg)
    assert box is not None
    assert path is not None
    assert int(path[1]) == int(path[2]) == QUIET_ZONE_MODULES == 4
    assert code.width / int(box[1]) * DOTS_PER_INCH / 25.4 > 4.5

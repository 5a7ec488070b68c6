"""The QR code of the handout: only when there is an address, readable off grey paper, never the only way."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from pubpipe.formats.pdf.qr import QUIET_ZONE_MODULES, qr_code
from pubpipe.profile import Profile
from tests.support.pdf import handout, pages
from tests.validators import ValidatorMissing

DOTS_PER_INCH = 300


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
    assert "Read this online: clinic.example/neck-care" in first


def test_no_address_no_code(tmp_path: Path) -> None:
    """Nothing is printed for a profile without an address."""
    data = handout()
    assert read_codes(data, tmp_path) == []
    assert "Read this online" not in pages(data)[0]


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

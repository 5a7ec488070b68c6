"""The only home of segno: a web address as a QR code that a phone reads off grey paper."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import segno

from pubpipe.formats.pdf.fetching import Resource

QUIET_ZONE_MODULES = 4
"""The empty margin that ISO/IEC 18004 asks for on each side."""

_SMALLEST_MM, _LARGEST_MM, _MODULE_MM = 25.0, 76.0, 0.62


@dataclass(frozen=True, slots=True)
class QrCode:
    """A picture of the code, and the width in millimetres at which it prints."""

    picture: Resource
    width: float


@lru_cache(maxsize=8)
def qr_code(address: str) -> QrCode:
    """A black code on white, of error correction level M or better.

    Modules are 0.62 mm wide as long as the code stays below 76 mm, where a
    print of 300 dots per inch still has nearly five dots for each module of the largest.
    """
    code = segno.make(address, micro=False, error="m")
    picture = BytesIO()
    code.save(picture, kind="svg", border=QUIET_ZONE_MODULES, dark="#000", light="#fff", xmldecl=False, omitsize=True)
    modules = code.symbol_size(border=QUIET_ZONE_MODULES)[0]
    width = round(min(max(modules * _MODULE_MM, _SMALLEST_MM), _LARGEST_MM), 1)
    return QrCode(Resource("image/svg+xml", picture.getvalue()), width)

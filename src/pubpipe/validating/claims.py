"""By which standards a PDF is to be judged: PDF/UA always, and whatever else it claims for itself.

The claims stand in the file's metadata (XMP, ISO 16684-1). A file that hides its claims in a compressed packet is
judged by PDF/UA-1 alone, which every handout should keep.
"""

import re
from collections.abc import Iterator

_PDFA = {"1": "ISO 19005-1", "2": "ISO 19005-2", "3": "ISO 19005-3", "4": "ISO 19005-4"}
_WTPDF = {
    "accessibility": ("wt1a", "WTPDF 1.0 for accessibility (PDF Association)"),
    "reuse": ("wt1r", "WTPDF 1.0 for reuse (PDF Association)"),
}

STANDARDS = {
    "ua1": "PDF/UA-1 (ISO 14289-1)",
    "ua2": "PDF/UA-2 (ISO 14289-2)",
    **{
        f"{part}{level}": f"PDF/A-{part}{level} ({_PDFA[part]})"
        for part, levels in (("1", "ab"), ("2", "abu"), ("3", "abu"), ("4", ("", "e", "f")))
        for level in levels
    },
    **dict(_WTPDF.values()),
}
"""veraPDF's short names of the standards that it knows, and their names in words."""


def flavours(data: bytes) -> tuple[str, ...]:
    """The standards, by veraPDF's short names."""
    return tuple(dict.fromkeys(_flavours(data)))


def _flavours(data: bytes) -> Iterator[str]:
    yield "ua2" if _claim(data, b"pdfuaid:part") == "2" else "ua1"
    archive = _claim(data, b"pdfaid:part") + _claim(data, b"pdfaid:conformance").lower()
    if archive in STANDARDS:
        yield archive
    for purpose in re.findall(rb"http://pdfa\.org/declarations/wtpdf/?#(accessibility|reuse)1\.0", data):
        yield _WTPDF[purpose.decode()][0]


def _claim(data: bytes, name: bytes) -> str:
    """A property of the packet, be it written as an element or as an attribute; empty when it is not there."""
    found = re.search(re.escape(name) + rb"""\s*(?:>|=\s*["'])\s*([0-9A-Za-z])""", data)
    return found[1].decode() if found else ""

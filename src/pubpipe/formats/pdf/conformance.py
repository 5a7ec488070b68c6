"""What a file promises, as data: the norms that it keeps, and the lines of its metadata that say so.

Each promise is held against the reference validator in tests/e2e/test_pdf_conformance.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.profile import Conformance

_PART = "{http://www.aiim.org/pdf%s/ns/id/}"


@dataclass(frozen=True, slots=True)
class Norms:
    """A set of norms that are kept together.

    variant: the engine's name for the kind of file; claims: pairs of a metadata property, with its namespace in
    braces, and its value; declarations: addresses of further norms (PDF Declarations); extends: whether the
    properties of PDF/UA need a schema of their own, as they do in PDF/A-2 (ISO 19005-2, 6.6.2.3); has_info: whether
    the document information dictionary may stay; flavours: the validator's names.
    """

    variant: str
    claims: tuple[tuple[str, str], ...]
    flavours: tuple[str, ...]
    declarations: tuple[str, ...] = ()
    extends: bool = False
    has_info: bool = True


NORMS: Mapping[Conformance, Norms] = {
    "archive": Norms(
        variant="pdf/a-2a",
        claims=(
            (f"{_PART % 'a'}part", "2"),
            (f"{_PART % 'a'}conformance", "A"),
            (f"{_PART % 'ua'}part", "1"),
        ),
        flavours=("ua1", "2a"),
        extends=True,
    ),
    "modern": Norms(
        variant="pdf/a-4u",
        claims=(
            (f"{_PART % 'a'}part", "4"),
            (f"{_PART % 'a'}rev", "2020"),
            (f"{_PART % 'ua'}part", "2"),
            (f"{_PART % 'ua'}rev", "2024"),
        ),
        flavours=("ua2", "4", "wt1a"),
        declarations=("http://pdfa.org/declarations/wtpdf#accessibility1.0",),
        has_info=False,
    ),
}

FALLBACK = Norms(variant="pdf/ua-1", claims=((f"{_PART % 'ua'}part", "1"),), flavours=("ua1",))
"""What the engine's own tags keep."""

"""The container's bytes: the same article gives the same file, whatever the day, the zone or the machine.

EbookLib writes the entries in an order of its own and leaves out the package's
language, so its archive is opened once more and written anew (EPUB Open Container
Format 3.3, section 4.2: `mimetype` first, uncompressed, without extra fields).
"""

import io
import zipfile
from pathlib import PurePosixPath

from lxml import etree

MEDIA_TYPE = "application/epub+zip"

_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip entry can name
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LICENCE = "META-INF/licence-of-the-typeface.txt"
_FIRST = ("mimetype", "META-INF/container.xml")
_DENSE = frozenset({".mp3", ".png", ".jpg", ".jpeg", ".woff2"})
"""Of files that are compressed already: a player finds its place in what is only stored without unpacking it all."""


def repack(data: bytes, language: str, licence: bytes) -> bytes:
    """The same archive in a fixed order with fixed dates, its package document in `language`.

    licence: that of the typeface, which travels with it in full, out of the reader's way.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as book:
        for name in (*_FIRST, *sorted(set(made.namelist()) - set(_FIRST))):
            content = made.read(name)
            if name.endswith(".opf"):
                content = _in_language(content, language)
            book.writestr(_entry(name), content, compresslevel=9)
        book.writestr(_entry(_LICENCE), licence, compresslevel=9)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _OLDEST)
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    is_stored = name == "mimetype" or PurePosixPath(name).suffix in _DENSE
    entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    return entry


def _in_language(package: bytes, language: str) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(package, parser)
    root.set(_LANG, language)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)

"""An EPUB as its parts: to make one, to look into it, and to break it on purpose."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from pubpipe.formats.epub import make
from pubpipe.model.article import Article, Callout, CalloutRole, Section
from pubpipe.profile import Profile
from tests import samples

OPF = "EPUB/content.opf"
NAV = "EPUB/nav.xhtml"
STYLE = "EPUB/style.css"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
}


def parts(book: bytes) -> dict[str, bytes]:
    """The files of the book by name, in the archive's order."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """A book of the given files: sound as an archive, whatever is in them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, kind)
    return out.getvalue()


def spoiled(book: bytes, name: str, old: str, new: str) -> bytes:
    """The book with the first `old` of one file replaced; the file must hold it."""
    files = parts(book)
    text = files[name].decode()
    assert old in text, f"{name} does not hold {old!r}"
    return packed({**files, name: text.replace(old, new, 1).encode()})


def root(book: bytes, name: str) -> etree._Element:
    """A file of the book as XML."""
    return etree.fromstring(parts(book)[name])


def words_of(book: bytes, name: str) -> str:
    """All words of a document."""
    return "".join(map(str, root(book, name).itertext()))


def book(article: Article | None = None, profile: Profile | None = None) -> bytes:
    """The finished file."""
    (artifact,) = make(samples.publication(article, profile)).artifacts
    return artifact.data


def changed(**fields: object) -> Article:
    """The sample article with other fields."""
    return samples.every_block().model_copy(update=fields)


def section(id: str, title: str) -> Section:
    """A section of one paragraph."""
    return Section(id=id, level=1, title=samples.words(title), blocks=(samples.paragraph(f"{id}-p1", "Words."),))


def callout(id: str, role: CalloutRole) -> Callout:
    """A callout of one paragraph."""
    return Callout(id=id, role=role, blocks=(samples.paragraph(f"{id}-p1", "Words."),))


def metadata(data: bytes, name: str) -> list[str]:
    """The values of a property or of a Dublin Core element."""
    found = root(data, OPF).find("opf:metadata", NAMESPACES)
    assert found is not None
    if name.startswith("dc:"):
        return [element.text or "" for element in found.iterfind(name, NAMESPACES)]
    return [meta.text or "" for meta in found.iterfind(f"opf:meta[@property='{name}']", NAMESPACES)]

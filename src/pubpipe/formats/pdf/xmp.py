"""A file's metadata packet (XMP, ISO 16684-1): who wrote what, when, and which norms the file keeps.

Plain bytes in the file, so that a program which knows nothing of PDF finds them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from pubpipe.formats.pdf.conformance import Norms

_PREFIXES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_END = b'\n</x:xmpmeta>\n<?xpacket end="r"?>'


def packet(metadata: Any, norms: Norms, producer: str) -> bytes:
    """The packet for the engine's metadata of a document."""
    root = etree.Element(_name("rdf", "RDF"), nsmap=dict(_PREFIXES))
    about = etree.SubElement(root, _name("rdf", "Description"), {_name("rdf", "about"): ""})
    for name, value in (*norms.claims, *_properties(metadata, producer)):
        etree.SubElement(about, name).text = value
    for name, kind, values in _lists(metadata):
        items = etree.SubElement(etree.SubElement(about, name), _name("rdf", kind))
        for value in values:
            item = etree.SubElement(items, _name("rdf", "li"))
            item.text = value
            if kind == "Alt":
                item.set(_LANGUAGE, "x-default")
    if norms.declarations:
        bag = _bag(etree.SubElement(about, _name("pdfd", "declarations")), "Bag")
        for address in norms.declarations:
            etree.SubElement(_resource(bag), _name("pdfd", "conformsTo")).text = address
    if norms.extends:
        _extend(about)
    return _BEGIN + etree.tostring(root, encoding="utf-8", pretty_print=True) + _END


def _name(prefix: str, local: str) -> str:
    return f"{{{_PREFIXES[prefix]}}}{local}"


def _properties(metadata: Any, producer: str) -> Iterator[tuple[str, str]]:
    """What has one value."""
    values = (
        ("pdf", "Producer", producer),
        ("pdf", "Keywords", ", ".join(metadata.keywords)),
        ("xmp", "CreatorTool", metadata.generator),
        ("xmp", "CreateDate", metadata.created),
        ("xmp", "ModifyDate", metadata.modified),
    )
    return ((_name(prefix, local), value) for prefix, local, value in values if value)


def _lists(metadata: Any) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What may have several values, with the kind of list that Dublin Core asks for."""
    values = (
        ("title", "Alt", (metadata.title,)),
        ("creator", "Seq", tuple(metadata.authors)),
        ("description", "Alt", (metadata.description,)),
        ("language", "Bag", (metadata.lang,)),
    )
    return ((_name("dc", local), kind, found) for local, kind, found in values if found and found[0])


def _bag(parent: Any, kind: str) -> Any:
    return etree.SubElement(parent, _name("rdf", kind))


def _resource(items: Any) -> Any:
    """An item that has properties of its own."""
    return etree.SubElement(items, _name("rdf", "li"), {_name("rdf", "parseType"): "Resource"})


def _extend(about: Any) -> None:
    """The schema of the PDF/UA identifier, which PDF/A-2 does not know (ISO 19005-2, annex A)."""
    schema = _resource(_bag(etree.SubElement(about, _name("pdfaExtension", "schemas")), "Bag"))
    for local, value in (
        ("schema", "PDF/UA identification"),
        ("namespaceURI", _PREFIXES["pdfuaid"]),
        ("prefix", "pdfuaid"),
    ):
        etree.SubElement(schema, _name("pdfaSchema", local)).text = value
    part = _resource(_bag(etree.SubElement(schema, _name("pdfaSchema", "property")), "Seq"))
    for local, value in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "The part of ISO 14289 that the file keeps"),
    ):
        etree.SubElement(part, _name("pdfaProperty", local)).text = value

"""What a PDF says of itself in its metadata packet (XMP, ISO 16684-1), which newer kinds of PDF have alone."""

from dataclasses import dataclass

from lxml import etree

_DC = "{http://purl.org/dc/elements/1.1/}"
_ITEMS = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
_BEGIN, _END = b"<x:xmpmeta", b"</x:xmpmeta>"


@dataclass(frozen=True, slots=True)
class Description:
    """Title and authors, empty where the file has none."""

    title: str = ""
    authors: tuple[str, ...] = ()


def read_description(data: bytes) -> Description:
    """The description in a file whose packet lies in it as plain bytes, as PDF/A asks; else an empty one."""
    begin, end = data.find(_BEGIN), data.rfind(_END)
    if not 0 <= begin < end:
        return Description()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        packet = etree.fromstring(data[begin : end + len(_END)], parser)
    except etree.XMLSyntaxError:
        return Description()
    title = next(iter(_values(packet, "title")), "")
    return Description(title, _values(packet, "creator"))


def _values(packet: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(item.text or "" for found in packet.iter(_DC + name) for item in found.iter(_ITEMS))

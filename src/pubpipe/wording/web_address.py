"""Addresses as a person reads them off paper and types them, and as programs dial them."""

import re

from pubpipe.model.text import Link, plain


def printed_address(url: str) -> str:
    """An address without what nobody types: https://, mailto: or tel:, and a last slash."""
    for scheme in ("https://", "mailto:", "tel:"):
        url = url.removeprefix(scheme)
    return url.removesuffix("/")


def link_address(link: Link) -> str:
    """What to print after a link's words, so that paper leads there too; nothing where the words do so already.

    A link into the article has no address; the words of a telephone link with
    a digit in them are taken for the number.
    """
    words = plain(link.children)
    address = printed_address(link.url)
    told = link.url.startswith("tel:") and any(character.isdigit() for character in words)
    return "" if link.url.startswith("#") or told or address in words else address


def telephone_address(phone: str) -> str:
    """A tel: address (RFC 3966) for a number as people write it.

    The trunk zero of “+44 (0)20 …” is dialled only without the country code, so it is left out.
    """
    dialled = re.sub(r"\(0\)", "", phone) if phone.startswith("+") else phone
    return "tel:" + re.sub(r"[^+0-9]", "", dialled)

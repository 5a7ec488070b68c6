"""What other pages fetch from files of their own, written into the page itself."""

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from pubpipe.errors import OutputError

Element = Literal["style", "script"]


@dataclass(frozen=True, slots=True)
class Inlined:
    """The text of a style or script element, and its source expression for the security policy.

    The text must stand between the tags exactly as it is: one more line end and the browser
    refuses it (Content Security Policy Level 3, section 8.3).
    """

    text: str
    source: str


def inline(text: str, element: Element) -> Inlined:
    """A style sheet or a script made ready. Raises `OutputError` for one that would end its own element."""
    # A script that holds `<!--` or `<script` can swallow its own end tag (HTML, section 4.12.1.3).
    text = text.strip()
    ending = re.search(rf"</{element}|<!--|<{element}", text, re.IGNORECASE)
    if ending:
        raise OutputError(
            f"The template's {element} holds “{ending.group()}”, which cannot stand inside a page.",
            "Write it another way, or remove your own templates/ to use pubpipe's.",
        )
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Inlined(text, f"'sha256-{digest}'")


def data_uri(media_type: str, data: bytes) -> str:
    """Bytes as an address that holds them (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"

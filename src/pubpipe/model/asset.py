"""A figure's bytes, read and checked once, so that no format needs the disk."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture: path as the article names it, media type, bytes, and its size in CSS pixels."""

    path: str
    media_type: Literal["image/svg+xml", "image/png", "image/jpeg"]
    data: bytes
    width: float
    height: float

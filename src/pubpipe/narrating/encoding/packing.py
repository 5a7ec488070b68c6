"""Several pieces of encoded sound as one, to be remembered, and parted again."""

from collections.abc import Iterator

_LENGTH = 4


class SeamError(ValueError):
    """Parts that cannot be joined without a seam; `parts`: the numbers of those that cannot follow the one before."""

    def __init__(self, message: str, parts: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.parts = parts


def packed(*pieces: bytes) -> bytes:
    """The pieces as one."""
    return b"".join(part for piece in pieces for part in (len(piece).to_bytes(_LENGTH, "big"), piece))


def unpacked(data: bytes) -> tuple[bytes, ...]:
    """The pieces again. Raises ValueError for what was not packed so."""
    return tuple(_pieces(data))


def _pieces(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        begin = at + _LENGTH
        at = begin + int.from_bytes(data[at:begin], "big")
        if at > len(data):
            raise ValueError("the last piece is cut short")
        yield data[begin:at]

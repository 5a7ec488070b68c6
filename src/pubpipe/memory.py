"""What was made before and need not be made again: where it is kept is for whoever calls to say.

Rooms that make or look at things ask a memory and know neither folders nor sizes.
"""

from typing import Protocol


class Memory(Protocol):
    """What was made before, by a key that names everything it was made from.

    It may forget, and it may be asked by several threads at a time.
    """

    def get(self, key: str) -> bytes | None:
        """What was put under the key; None where nothing is known."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keeps it, in place of what was there before."""
        ...


class _Forgetful:
    """Keeps nothing, so that everything is made anew."""

    def get(self, key: str) -> bytes | None:
        del key
        return None

    def put(self, key: str, data: bytes) -> None:
        del key, data


FORGETFUL: Memory = _Forgetful()
"""For whoever has no memory."""

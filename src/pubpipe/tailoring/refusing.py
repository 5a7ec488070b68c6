"""Why a row cannot have what it asks for."""

from pubpipe.model.article import Stretch


class RefusedError(ValueError):
    """A stretch cannot be what a row asks for without a guess; carries the remedy."""

    def __init__(self, stretch: Stretch, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.message = f"{stretch.id}: {reason}"
        self.remedy = remedy

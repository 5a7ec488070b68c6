"""What the engine says while it works: it leaves out what it cannot do and tells so in a log line alone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGERS = ("weasyprint", "fontTools")


class Lines(logging.Handler):
    """Keeps the text of every record that reaches it. heard: how many there were in this process."""

    heard = 0

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        Lines.heard += 1
        self.lines.append(record.getMessage())


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What the engine and its font library say from WARNING upward, whatever level the caller's logging has."""
    handler = Lines()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
    try:
        yield handler.lines
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)

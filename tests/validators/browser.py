"""Chromium for the tests: headless, alone, and never talking to anyone but the page under test."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.validators.base import ValidatorMissing, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOOL = "Playwright"
ARGUMENTS = (
    "--no-sandbox",  # the sandbox refuses to start for root; only our own pages are opened
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)


@contextmanager
def launched() -> Iterator["Browser"]:
    """A running browser, closed at the end; raises `ValidatorMissing` if none is installed."""
    path = chromium(TOOL)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise ValidatorMissing(TOOL, "its Python package is not installed. Run: make test") from None
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        # Playwright itself would only say that its driver has gone.
        raise ValidatorMissing(TOOL, "a library is missing. As root: apt-get install libatomic1") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()

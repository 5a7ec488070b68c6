"""Fixtures and reports that every test may use."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.validators.browser import launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = [
    "pytester",
    "tests.support.not_checked",
    "tests.support.golden",
    "tests.support.refusals",
    "tests.support.sample",
]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One running Chromium for all tests of a process; each test opens its own context or page."""
    with launched() as running:
        yield running

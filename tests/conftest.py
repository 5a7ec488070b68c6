"""Fixtures and reports that every test may use."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

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


# The verdict on a change is the same each time it is asked for, however busy the machine; at a desk the search for new
# cases goes on.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
if os.environ.get("PUBPIPE_REQUIRE_VALIDATORS") == "1":
    settings.load_profile("repeatable")


# What is tested is made, not remembered: tests of the cache name one of their own.
os.environ["PUBPIPE_CACHE"] = ""


@pytest.fixture(autouse=True)
def _no_voice_stays_open() -> None:
    """A build keeps a voice open for the next article; tests take voices away, and must not find one open."""
    voices = sys.modules.get("pubpipe.narrating.voices")
    if voices is not None:
        voices._OPEN.clear()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One running Chromium for all tests of a process; each test opens its own context or page."""
    with launched() as running:
        yield running

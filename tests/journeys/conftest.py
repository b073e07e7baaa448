"""What journeys begin with: a demo of their own for each file of them, and a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import browser
from tests.journeys.demo import Demo, running_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all journeys of a file; limits are off, as all come from one address."""
    with running_demo(tmp_path_factory.mktemp("home"), RATELIMIT_ENABLE="0") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys of a file."""
    with browser() as opened:
        yield opened

"""What every test may count on."""

import gc
import os
from copy import copy
from operator import attrgetter
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.test import client as test_client
from django.test.utils import ContextList
from hypothesis import settings

from hiring import celery  # noqa: F401 - notifications go to the broker of the settings
from hiring.requisitions.job_text import words
from rubrics import wordlists
from rubrics.anchors import words as anchor_words
from rubrics.content.project_probes import technologies

HERE = Path(__file__).resolve().parent
pytest_plugins = ["tests.postgres", "tests.tools", "tests.catalog"]

# `make test` draws few examples, `make test-full` (HYPOTHESIS_PROFILE=full) many; none is timed.
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("full", max_examples=500, deadline=None)
settings.load_profile(PROFILE)


# Until all is imported and collected, next to nothing is garbage.
gc.disable()


def pytest_configure(config: pytest.Config) -> None:
    """Let each of xdist's workers begin with other folders: what one compiled the others read."""
    worker = getattr(config, "workerinput", None)
    if worker and config.args == ["tests"]:
        ignored = {Path(path).resolve() for path in config.getoption("ignore") or ()}
        found = sorted([*HERE.glob("test_*.py"), *HERE.glob("[a-z]*/")])
        parts = [str(path) for path in found if path not in ignored]
        first = len(parts) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
        config.args = parts[first:] + parts[:first]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `full`, but for `make test-full`. All workers have one order."""
    items.sort(key=attrgetter("path"))
    if PROFILE == "full":
        return
    left_out = [item for item in items if item.get_closest_marker("full")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """Keep the collector of garbage from what lives as long as the run: a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def _note_template(
    store: dict[str, list],
    signal: Any,
    sender: Any,
    template: Template,
    context: Context,
    **kw: Any,
) -> None:
    """Note what was rendered, and with which context where it was a page and no part of one.

    Django copies the context for each icon and field: some forty copies a page that nobody reads.
    """
    store.setdefault("templates", []).append(template)
    if context.template is template:
        store.setdefault("context", ContextList()).append(copy(context))


test_client.store_rendered_templates = _note_template


@pytest.fixture
def own_words(tmp_path):
    """Give a function that writes a file of words of the organization's own."""

    def forget(folder: Path) -> None:
        wordlists.use_own(folder)
        for cached in (*vars(words).values(), anchor_words.terms, technologies._table):
            if hasattr(cached, "cache_clear"):
                cached.cache_clear()

    def write(name: str, text: str) -> None:
        (tmp_path / "words").mkdir(exist_ok=True)
        (tmp_path / "words" / name).write_text(dedent(text))
        forget(tmp_path / "words")

    before = list(wordlists._own)
    yield write
    forget(*before)


@pytest.fixture
def client_of():
    """Give a function that returns a browser-like client signed in as a person."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in

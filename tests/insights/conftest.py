"""A home of its own for each test of insights, and short ways to write and count activity."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nacre.insights import counting, measures
from nacre.insights.importing import Import, import_file
from nacre.insights.periods import Month


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> Path:
    """Spool, store and reports of this test alone."""
    settings.NACRE_HOME = tmp_path / "home"
    settings.NACRE_HOME.mkdir()
    return settings.NACRE_HOME


@pytest.fixture
def load(tmp_path) -> Callable[..., Import]:
    """Import lines into a community: `load("liver", line(...), line(...))`."""
    made = []

    def load(slug: str, *said: dict | str, **options) -> Import:
        path = tmp_path / f"activity-{len(made)}.jsonl"
        made.append(path)
        path.write_text("".join(s if isinstance(s, str) else json.dumps(s) + "\n" for s in said))
        return import_file(slug, path, **options)

    return load


@pytest.fixture
def months() -> Callable[[str], dict[str, dict]]:
    """Traffic by month of a community, as the report counts it."""

    def months(slug: str, until: str = "2026-12") -> dict[str, dict]:
        with counting.opened(slug, Month.parse(until)) as opened:
            views = opened.rows(measures.views_by(opened.views, "month"))
            visits = opened.rows(measures.visits_by_month(opened.visits))
            active = opened.rows(
                measures.active_by(measures.active(opened.people, opened.views), "month")
            )
        found: dict[str, dict] = {}
        for row in views:
            found.setdefault(row["month"], {})["views"] = row["views"]
        for row in visits:
            found.setdefault(row["month"], {}).update(visits=row["visits"], read=row["read"])
        for row in active:
            found.setdefault(row["month"], {})["active"] = row["members"]
        return found

    return months

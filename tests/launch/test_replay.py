"""The replayed past comes to its figures by the same rules by which a report counts."""

from datetime import UTC, datetime
from types import SimpleNamespace

import ibis
import numpy as np
import pytest

from nacre.insights import measures
from nacre.insights.activity_store import files_of
from nacre.insights.periods import Month, micros, months_between
from nacre.launch.replay.exactness import counted, fit
from nacre.launch.replay.filing import file_activity
from nacre.launch.replay.noise import with_noise
from nacre.launch.replay.readers import FOR_EVER, Readers
from nacre.launch.replay.shelf import Shelf
from nacre.launch.replay.visits import Drawing, draw
from nacre.launch.scenario import Scenario

FIRST, LAST = Month(2026, 3), Month(2026, 8)
NOW = datetime(2026, 9, 12, 10, tzinfo=UTC)
TARGET = 6 * 500


@pytest.fixture(scope="module")
def readers():
    """A hundred members, ten of them nurses, one of the staff."""
    count = 100
    nurse = np.arange(count) < 10
    return Readers(
        key=np.array([f"m{n}" for n in range(count)], object),
        profession=np.where(nurse, "nurse", "doctor").astype(object),
        role=np.array([None] * count, object),
        region=np.array(["London"] * count, object),
        came=np.full(count, micros(FIRST.starts_at) - 1),
        left=np.full(count, FOR_EVER),
        keenness=np.random.default_rng(1).lognormal(0, 1, count),
        sort=nurse.astype(np.int64),
        audiences=[frozenset({1, 2}), frozenset({1, 2, 3}), frozenset({1})],
        staff=np.arange(count) == 99,
    )


@pytest.fixture(scope="module")
def shelf():
    """Twelve pages: a home, some for everyone, two for nurses; one appears in August."""
    count = 12
    since = np.full(count, micros(FIRST.starts_at) - 10)
    since[5] = micros(LAST.starts_at) + 5 * 86_400_000_000
    return Shelf(
        page_id=list(range(100, 100 + count)),
        sort=["home"] + ["news"] * (count - 1),
        title=[f"Page {n}" for n in range(count)],
        url=[f"/{n}/" for n in range(count)],
        topics=[[]] + [["ascites"] if n % 2 else ["audit"] for n in range(1, count)],
        funding=[None] * count,
        audience=np.array([1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3]),
        since=since,
        appeal=np.ones(count),
        documents={3: (7, "A checklist", "/documents/7/a.pdf")},
        queries=[("ascites", 4), ("nothing of the kind", 0)],
        home=0,
    )


@pytest.fixture(scope="module")
def drawing(readers, shelf):
    """Half a year."""
    scenario = Scenario(500, 6, 4.0, hot="ascites", unanswered=("nothing of the kind",))
    months = months_between(FIRST, LAST)
    chance = np.random.default_rng(5)
    return Drawing(months, LAST, NOW, TARGET, scenario, readers, shelf, chance)


@pytest.fixture(scope="module")
def traffic(drawing):
    """What was drawn, fitted and made noisy."""
    return with_noise(fit(draw(drawing), drawing), drawing)


def test_the_complete_months_hold_exactly_the_views_that_count(traffic, drawing):
    views = counted(traffic)
    assert (traffic.at[views] < drawing.ends_at).sum() == TARGET


def test_nobody_opens_what_is_closed_to_them_or_not_out_yet(traffic, readers, shelf):
    is_view = (traffic.kind == 0) & (traffic.flag == 0)
    is_for_nurses = shelf.audience[traffic.page] == 3
    read_by = traffic.reader[is_view & is_for_nurses]
    assert len(read_by)
    assert set(readers.profession[read_by]) == {"nurse"}
    assert (traffic.at[is_view] >= shelf.since[traffic.page[is_view]] - 4_000_000).all()


def test_a_report_counts_the_same_from_the_files(
    traffic, drawing, readers, shelf, tmp_path, settings
):
    settings.NACRE_HOME = tmp_path
    rows = file_activity(SimpleNamespace(slug="liver"), traffic, readers, shelf)
    assert file_activity(SimpleNamespace(slug="liver"), traffic, readers, shelf) == rows
    table = ibis.duckdb.connect().read_parquet([str(f) for f in files_of("liver")])
    assert table.count().execute() == rows
    people = measures.counted(table)
    by_month = measures.views_by(measures.page_views(people), "month").execute()
    complete = by_month[by_month["month"] <= LAST.key]
    assert complete["views"].sum() == TARGET
    visited = measures.with_visit(people)
    visits = measures.visits_by_month(measures.visits(visited, measures.engaged(visited))).execute()
    read = visits[visits["month"] == LAST.key]["read"].iloc[0]
    assert 3.8 <= read <= 4.2


def test_noise_is_there_and_is_flagged(traffic):
    assert {1, 2, 3} <= set(np.unique(traffic.flag))
    assert len(counted(traffic)) < ((traffic.kind == 0) & (traffic.flag == 0)).sum()

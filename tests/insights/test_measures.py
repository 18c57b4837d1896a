"""What counts and what does not: scenes with one answer, and a second opinion on random activity."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nacre.insights import counting, lines, measures
from nacre.insights.activity_store import SCHEMA
from nacre.insights.periods import Month
from tests.insights import oracle
from tests.insights.scenes import beat, joined, left, moment, opened

NOON = "2026-10-07T12:00:00+00:00"
VECTORS = json.loads('{"t": [0, 10, 1810, 1815, 3614, 5414], "visits": 3, "double": [0, 20, 45]}')


def at(seconds: float) -> str:
    return moment(NOON, seconds)


@pytest.mark.parametrize(
    ("seconds", "views"),
    [
        ((0, 29), 1),
        ((0, 30), 1),
        ((0, 30.001), 2),
        ((0, 35), 2),
        ((0, 20, 45), 1),
        ((0, 20, 60), 2),
        ((0, 0), 1),
    ],
)
def test_of_quick_repeats_the_last_counts(load, months, seconds, views):
    load("liver", *[opened(at(s)) for s in seconds])
    assert months("liver")["2026-10"]["views"] == views


def test_a_quick_repeat_over_the_month_s_end_counts_in_the_second_month(load, months):
    load("liver", opened("2026-10-31T23:59:50+00:00"), opened("2026-11-01T00:00:10+00:00"))
    assert months("liver")["2026-11"]["views"] == 1
    assert "views" not in months("liver")["2026-10"]


def test_other_pages_and_other_people_are_no_repeat(load, months):
    load(
        "liver",
        opened(at(0)),
        opened(at(5), page="page:2"),
        opened(at(6), "v2"),
        opened(at(7), member="m1"),
    )
    assert months("liver")["2026-10"]["views"] == 4


def test_a_member_and_a_visitor_of_the_same_key_are_two(load, months):
    load("liver", opened(at(0), "same"), opened(at(5), member="same"))
    assert months("liver")["2026-10"]["visits"] == 2


@pytest.mark.parametrize(
    "flag", ["bot", "staff", "sponsor", "preview", "prefetch", "head", "monitoring", "test"]
)
def test_what_is_no_reader_does_not_count(load, months, flag):
    load("liver", opened(at(0), flags=[flag]), opened(at(100), "v2"))
    assert months("liver")["2026-10"] == {"views": 1, "visits": 1, "read": None}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "curl/8.1",
        "Mozilla/5.0 HeadlessChrome/120",
    ],
)
def test_a_robot_is_told_by_its_user_agent(load, months, agent):
    load("liver", opened(at(0), user_agent=agent))
    assert months("liver") == {}


def test_only_answered_pages_count(load, months):
    load(
        "liver", opened(at(0), status=404), opened(at(60), status=304), opened(at(120), status=200)
    )
    assert months("liver")["2026-10"]["views"] == 2


def test_thirty_minutes_away_begin_the_next_visit(load, months):
    load("liver", *[opened(at(s), page=f"page:{i}") for i, s in enumerate(VECTORS["t"])])
    assert months("liver")["2026-10"]["visits"] == VECTORS["visits"]


def test_a_visit_over_midnight_and_the_month_s_end_is_one_of_the_month_it_began_in(load, months):
    load(
        "liver",
        opened("2026-10-31T23:50:00+00:00", id="a"),
        opened("2026-11-01T00:05:00+00:00", page="page:2", id="b"),
        *[beat(moment("2026-11-01T00:05:00+00:00", 15 * n), view="b") for n in range(1, 9)],
    )
    found = months("liver")
    assert (found["2026-10"]["visits"], found["2026-10"]["read"]) == (1, 2.0)
    assert found["2026-11"] == {"views": 1}


@pytest.mark.parametrize(
    "first",
    ["2026-03-29T00:45:00+00:00", "2026-10-25T00:45:00+01:00", "2026-10-25T01:45:00+01:00"],
)
def test_the_change_of_the_clock_neither_splits_nor_joins_a_visit(load, months, first):
    key = Month.of(datetime.fromisoformat(first)).key
    load("liver", *[opened(moment(first, 60 * m), page=f"page:{m}") for m in (0, 20, 40, 75)])
    assert months("liver")[key]["visits"] == 2


def test_the_last_hour_of_march_is_already_april_in_london(load, months):
    load("liver", opened("2026-03-31T22:59:59Z"), opened("2026-03-31T23:00:00Z", "v2"))
    found = months("liver")
    assert (found["2026-03"]["views"], found["2026-04"]["views"]) == (1, 1)


def test_a_line_counts_once_however_often_it_arrives(load, months):
    line = opened(at(0), id="one")
    load("liver", line, opened(at(400), id="two"), line)
    load("liver", {**line, "title": "late copy"})
    assert months("liver")["2026-10"]["views"] == 2


def test_reading_counts_by_page_view_up_to_half_an_hour(load, months):
    load(
        "liver",
        opened(at(0), id="a"),
        *[beat(at(15 * n), view="a") for n in range(1, 150)],
        opened(at(2300), page="page:2", id="b"),
        beat(at(2310), view="b", seconds=60),
    )
    assert months("liver")["2026-10"]["read"] == pytest.approx(31)


def test_visits_without_reading_time_are_left_out_of_its_mean(load, months):
    load(
        "liver",
        opened(at(0)),
        opened(at(0), "v2", id="x"),
        beat(at(15), "v2", view="x", seconds=240),
    )
    assert months("liver")["2026-10"]["read"] == pytest.approx(4)


def test_popular_pages_are_ranked_by_members_then_minutes(load):
    said = [opened(at(0), member=f"m{n}", page="page:both") for n in range(3)]
    said += [opened(at(0), member=f"m{n}", page="page:read", id=f"r{n}") for n in range(3)]
    said += [beat(at(15), member="m0", view="r0", seconds=90)]
    said += [opened(at(60 * n), page="page:visitor") for n in range(9)]
    load("liver", *said)
    with counting.opened("liver", Month(2026, 10)) as book:
        rows = book.rows(measures.popular(book.views, book.beats))
    assert [r["item"] for r in rows] == ["page:read", "page:both", "page:visitor"]
    assert [(r["members"], r["minutes"]) for r in rows] == [(3, 1.5), (3, 0.0), (0, 0.0)]


def test_a_search_on_the_way_to_a_longer_one_is_left_out(load):
    said = [
        {"time": at(s), "kind": "search.made", "member": "m1", "query": q, "results": n}
        for s, q, n in (
            (0, "alb", 0),
            (4, "Albumin  dose", 0),
            (60, "albumin dose", 0),
            (90, "tips", 3),
            (95, "hdv", 3),
        )
    ]
    load("liver", *said)
    with counting.opened("liver", Month(2026, 10)) as book:
        rows = book.rows(measures.searches_by_term(measures.searches(book.visited)))
    assert [(r["term"], r["times"], r["without_result"]) for r in rows] == [
        ("albumin dose", 1, 1),
        ("hdv", 1, 0),
        ("tips", 1, 0),
    ]


def test_a_member_who_comes_back_is_one_member(load):
    load(
        "liver",
        joined("2026-08-01T09:00:00Z", "m1", profession="nurse"),
        joined("2026-08-02T09:00:00Z", "m1"),
        joined("2026-08-03T09:00:00Z", "m2", flags=["staff"]),
        left("2026-09-05T09:00:00Z", "m1"),
        left("2026-09-06T09:00:00Z", "m1"),
        left("2026-09-06T09:00:00Z", "never"),
        joined("2026-10-05T09:00:00Z", "m1"),
    )
    with counting.opened("liver", Month(2026, 10)) as book:
        told = [book.membership(Month(2026, m).period) for m in (8, 9, 10)]
        by = book.members_by("profession", Month(2026, 10).period)
    assert [(t["members"], t["new"], t["left"]) for t in told] == [(1, 1, 0), (0, 0, 1), (1, 1, 0)]
    assert by == {"nurse": 1}


def test_nothing_recorded_counts_as_nothing(months):
    assert months("nowhere") == {}


EDGES = [
    datetime(2026, 10, 31, 23, 40, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 9, 30, 22, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 20, tzinfo=UTC),
    datetime(2026, 3, 31, 22, 45, tzinfo=UTC),
]
KINDS = (
    ["page.opened"] * 5
    + ["page.engaged"] * 4
    + ["member.joined", "member.left", "resource.downloaded"]
)


@st.composite
def activity(draw) -> list[dict]:
    said = []
    for number in range(draw(st.integers(1, 60))):
        kind = draw(st.sampled_from(KINDS))
        moment_ = draw(st.sampled_from(EDGES)) + timedelta(
            seconds=draw(st.sampled_from([0, 10, 29, 30, 31, 60, 600, 1799, 1800, 1801, 3600]))
            + draw(st.integers(0, 40)) * 15,
            microseconds=draw(st.sampled_from([0, 1, 999_999])),
        )
        line = {"id": f"{draw(st.integers(0, 3))}-{number // 2 if draw(st.booleans()) else number}"}
        line |= {
            "time": moment_.isoformat(),
            "kind": kind,
            "object": draw(st.sampled_from(["p1", "p2", "p3"])),
        }
        who = draw(st.sampled_from(["a", "b", "c"]))
        is_member = kind.startswith("member.") or draw(st.booleans())
        line |= {"member": who} if is_member else {"visitor": who}
        if kind == "page.engaged":
            line["seconds"] = draw(st.sampled_from([15, 15, 900, 1700]))
            if draw(st.booleans()):
                line["view"] = draw(st.sampled_from(["x", "y"]))
        if draw(st.integers(0, 9)) == 0:
            line["flags"] = [draw(st.sampled_from(["bot", "staff"]))]
        said.append(line)
    return said


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(activity())
def test_a_second_opinion_agrees_on_any_activity(said):
    # Two lines of one id at one moment have no order of their own: keep the first said.
    unique = {}
    for line in said:
        unique.setdefault((line["id"], line["time"]), line)
    said = list(unique.values())
    rows = [{**lines.read(line), "source": "import"} for line in said]
    connection = ibis.duckdb.connect()
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=SCHEMA))
    book = counting.Counting(connection, table, Month(2026, 11))
    told = oracle.traffic(said)
    views = {r["month"]: r["views"] for r in book.rows(measures.views_by(book.views, "month"))}
    assert views == {m: t["views"] for m, t in told.items() if t["views"]}
    visits = {r["month"]: r for r in book.rows(measures.visits_by_month(book.visits))}
    assert {m: v["visits"] for m, v in visits.items()} == {
        m: t["visits"] for m, t in told.items() if t["visits"]
    }
    for name, row in visits.items():
        assert (
            row["read"] == pytest.approx(told[name]["read"])
            if told[name]["read"] is not None
            else row["read"] is None
        )
    active = book.rows(measures.active_by(measures.active(book.people, book.views), "month"))
    assert {r["month"]: r["members"] for r in active} == {
        m: t["active"] for m, t in told.items() if t["active"]
    }
    for key in ("2026-03", "2026-10"):
        got = book.membership(Month.parse(key).period)
        assert (got["members"], got["new"], got["left"]) == oracle.membership(said, key)
    connection.disconnect()


SHARED = Path(__file__).parents[3] / "shared/domain_vectors.json"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared vectors are not on this machine")
def test_the_shared_vectors_of_visits_agree(load):
    vector = json.loads(SHARED.read_text())["visits"]
    load("liver", *[opened(at(s), page=f"page:{i}") for i, s in enumerate(vector["t_seconds"])])
    with counting.opened("liver", Month(2026, 10)) as book:
        rows = sorted(book.rows(book.visited), key=lambda r: r["micros"])
    assert [r["number"] + 1 - rows[0]["number"] for r in rows] == vector["visit_no"]

"""A file is taken whole or not at all, and a bad line is told with its cure."""

import json
from pathlib import Path

import pytest

from nacre.insights import activity_store, counting
from nacre.insights.activity_store import files_of
from nacre.insights.lines import LineError, parse
from nacre.insights.periods import Month
from tests.insights.scenes import joined, opened

GOOD = opened("2026-10-07T12:00:00Z")


def count(slug: str = "liver") -> int:
    return sum(activity_store.pq.ParquetFile(f).metadata.num_rows for f in files_of(slug))


BAD = [
    ("not json\n", "line", "is not JSON"),
    ("[1]\n", "line", "is not an object"),
    ({**GOOD, "time": "2026-10-07T12:00:00"}, "time", "time zone"),
    ({**GOOD, "time": "yesterday"}, "time", "no moment"),
    ({**GOOD, "time": 1790000000}, "time", "no moment"),
    ({k: v for k, v in GOOD.items() if k != "time"}, "time", "no moment"),
    ({**GOOD, "kind": "page.view"}, "kind", "page.opened"),
    ({**GOOD, "kind": "view"}, "kind", "no kind"),
    ({**GOOD, "flags": ["robot"]}, "flags", "no flag"),
    ({**GOOD, "flags": "bot"}, "flags", "no list"),
    ({**GOOD, "visitor": None}, "visitor", "missing"),
    ({**GOOD, "object": ""}, "object", "missing"),
    ({**GOOD, "visitr": "v"}, "visitr", "visitor"),
    ({**GOOD, "seconds": -1}, "seconds", "number from 0"),
    ({**GOOD, "seconds": "15"}, "seconds", "number from 0"),
    ({**GOOD, "topics": "hdv"}, "topics", "no list"),
    ({**GOOD, "title": "x" * 501}, "title", "501"),
    ({**GOOD, "kind": "search.made"}, "query", "missing"),
    ({"time": GOOD["time"], "kind": "member.joined"}, "member", "missing"),
]


@pytest.mark.parametrize(("bad", "field", "said"), BAD)
def test_a_bad_line_refuses_the_file_and_says_why(load, bad, field, said):
    done = load("liver", GOOD, bad, GOOD | {"visitor": "v2"})
    assert done.is_refused
    (error,) = done.errors
    assert (error["line"], error["field"]) == (2, field)
    assert said in error["problem"] + error["remedy"]
    assert count() == 0
    assert not list((activity_store.activity_folder() / ".aside").glob("*"))


def test_good_lines_are_taken_if_asked_and_bad_ones_kept_beside(load, tmp_path):
    done = load("liver", GOOD, "broken\n", joined("2026-10-01T00:00:00Z", "m1"), skip_bad=True)
    assert (done.imported, done.bad_lines, count()) == (2, 1, 2)
    assert Path(done.rejects).read_text() == "broken\n"


def test_the_same_file_twice_is_taken_once(load):
    load("liver", GOOD)
    again = load("liver", GOOD)
    assert again.was_known
    assert count() == 1


def test_the_same_file_may_go_into_two_communities(load):
    load("liver", GOOD)
    load("ms", GOOD)
    assert (count("liver"), count("ms")) == (1, 1)


def test_any_offset_means_the_same_moment(load):
    load("liver", opened("2026-11-01T00:30:00+01:00"), opened("2026-11-01 01:30:00+01:00", "v2"))
    assert [f.parent.name for f in files_of("liver")] == ["month=2026-10", "month=2026-11"]


def test_lines_may_come_in_any_order_with_blanks_and_a_mark_at_the_start(load):
    said = "\ufeff" + json.dumps(GOOD | {"time": "2026-10-09T12:00:00Z"}) + "\n\n"
    done = load("liver", said, GOOD | {"visitor": "v2"})
    assert (done.imported, done.lines) == (2, 2)


def test_what_is_not_ours_is_kept_in_props(load):
    load("liver", GOOD | {"props": {"campaign": "spring"}})
    with counting.opened("liver", Month(2026, 10)) as book:
        (row,) = book.rows(book.activity)
    assert json.loads(row["props"]) == {"campaign": "spring"}
    assert row["source"] == "import"


def test_the_user_agent_decides_and_is_not_kept(load):
    load("liver", GOOD | {"user_agent": "Googlebot/2.1"})
    with counting.opened("liver", Month(2026, 10)) as book:
        (row,) = book.rows(book.activity)
    assert row["flags"] == ["bot"]
    assert "Googlebot" not in str(row)


def test_an_empty_file_is_taken_as_nothing(load):
    done = load("liver")
    assert (done.imported, done.is_refused, count()) == (0, False, 0)


def test_a_kill_before_the_import_is_noted_leaves_one_copy_at_the_next(load, monkeypatch):
    def die(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("nacre.insights.importing._remember", die)
    with pytest.raises(KeyboardInterrupt):
        load("liver", GOOD)
    monkeypatch.undo()
    load("liver", GOOD)
    assert count() == 1


@pytest.mark.parametrize("time", ["1969-01-01T00:00:00Z", "2199-01-01T00:00:00Z"])
def test_a_time_at_which_nothing_can_have_happened_is_refused(time):
    with pytest.raises(LineError, match="not when this happened"):
        parse(f'{{"time":"{time}","kind":"page.opened","visitor":"a","object":"x"}}')


def test_half_a_character_is_refused_and_not_a_crash():
    with pytest.raises(LineError, match="half a character"):
        parse(
            r'{"time":"2026-05-05T10:00:00Z","kind":"page.opened","visitor":"\ud800","object":"x"}'
        )

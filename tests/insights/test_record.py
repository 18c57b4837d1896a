"""What one line says, and what is never written."""

import json
from types import SimpleNamespace

import pytest

from nacre.insights import counting, keys
from nacre.insights.actions import record
from nacre.insights.compaction import compact
from nacre.insights.periods import Month
from nacre.insights.traffic import agent_flags

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
LIVER = SimpleNamespace(slug="liver")
MEMBER = SimpleNamespace(
    community=LIVER, user_id=3, membership_id=12, is_member=True, profession="nurse", role="anp",
    region="Wales", is_house=False, is_sponsor=False,
)  # fmt: skip
VISITOR = SimpleNamespace(community=LIVER, user_id=None, is_member=False)


def filed() -> list[dict]:
    compact()
    with counting.opened("liver", Month(2099, 1)) as book:
        return book.rows(book.activity.order_by("micros"))


@pytest.fixture
def get(rf):
    def get(**headers):
        return rf.get("/news/x/", **{"HTTP_USER_AGENT": FIREFOX, **headers})

    return get


def test_a_line_carries_all_that_a_measure_needs(get):
    told = record(
        "page.opened", viewer=MEMBER, request=get(), object="page:12", type="news", title="T",
        url="/news/x/", topics=["hdv"], funding="brown", campaign="spring",
    )  # fmt: skip
    (line,) = filed()
    assert line["id"] == told
    assert (line["object"], line["topics"], line["funding"]) == ("page:12", ["hdv"], "brown")
    assert (line["profession"], line["role"], line["region"]) == ("nurse", "anp", "Wales")
    assert line["member"] == keys.member_key(12) != "12"
    assert (line["visitor"], line["flags"], line["source"]) == (None, [], "live")
    assert line["props"] == '{"campaign": "spring"}'


def test_a_visitor_has_a_key_for_the_day_and_no_address(get):
    record("page.opened", viewer=VISITOR, request=get(REMOTE_ADDR="192.0.2.7"), object="page:1")
    (line,) = filed()
    assert line["visitor"]
    assert "192.0.2.7" not in str(line)
    assert "Firefox" not in str(line)


def test_two_browsers_at_one_address_are_two_and_another_day_another_key(get):
    now = Month(2026, 10).starts_at
    one, other = get(), get(HTTP_USER_AGENT=FIREFOX + "x")
    assert keys.visitor_key(one, now) != keys.visitor_key(other, now)
    assert keys.visitor_key(one, now) != keys.visitor_key(one, now.replace(day=15))


def test_a_visit_over_midnight_keeps_its_key(get):
    midnight = Month(2026, 10).ends_at
    before, after = midnight.replace(day=1, month=11, hour=0), midnight.replace(hour=1)
    assert keys.salt_day(before) == keys.salt_day(after) == "2026-10-31"


def test_behind_a_trusted_proxy_the_visitor_s_address_counts(get, settings):
    request = get(HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9")
    bare = keys.visitor_key(request)
    settings.NACRE_PROXIES = 1
    assert keys.visitor_key(request) == keys.visitor_key(get(REMOTE_ADDR="203.0.113.9")) != bare


def test_a_head_request_is_not_recorded(rf):
    assert record("page.opened", viewer=VISITOR, request=rf.head("/"), object="p") is None


def test_on_the_hub_nothing_is_recorded(get):
    nobody = SimpleNamespace(community=None)
    assert record("page.opened", viewer=nobody, request=get(), object="p") is None


@pytest.mark.parametrize(
    ("headers", "flag"),
    [
        ({"HTTP_SEC_PURPOSE": "prefetch;prerender"}, "prefetch"),
        ({"HTTP_PURPOSE": "preview"}, "prefetch"),
        ({"HTTP_X_MOZ": "prefetch"}, "prefetch"),
        ({"HTTP_USER_AGENT": "Googlebot/2.1"}, "bot"),
        ({"HTTP_USER_AGENT": ""}, "bot"),
    ],
)
def test_what_is_no_reader_is_flagged(get, headers, flag):
    record("page.opened", viewer=VISITOR, request=get(**headers), object="p")
    assert flag in filed()[0]["flags"]


def test_staff_and_sponsors_are_flagged_by_their_account(get):
    staff = SimpleNamespace(**{**vars(MEMBER), "is_house": True})
    sponsor = SimpleNamespace(**{**vars(MEMBER), "is_sponsor": True})
    record("page.opened", viewer=staff, request=get(), object="p")
    record("page.opened", viewer=sponsor, request=get(), object="p")
    assert [line["flags"] for line in filed()] == [["staff"], ["sponsor"]]


def test_a_preview_is_flagged(get):
    request = get()
    request.is_preview = True
    record("page.opened", viewer=VISITOR, request=request, object="p")
    assert filed()[0]["flags"] == ["preview"]


def test_an_identifier_in_a_search_is_removed_before_it_is_written(get, home):
    record("search.made", viewer=MEMBER, request=get(), query="NHS no 943 476 5919", results=0)
    (path,) = (home / "spool").glob("*.jsonl")
    assert json.loads(path.read_text())["query"] == "NHS no [NHS number removed]"
    assert "476 5919" not in path.read_text()


def test_a_full_disk_costs_the_figure_and_not_the_page(get, monkeypatch, caplog):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nacre.insights.spool.os.write", full)
    assert record("page.opened", viewer=VISITOR, request=get(), object="p") is None
    assert "could not be written" in caplog.text


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
    ],
)
def test_a_reader_s_browser_is_no_robot(agent):
    assert agent_flags(agent) == ()

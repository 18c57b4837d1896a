"""A stranger runs one command and sees five living communities, and the brief's report."""

import json
import urllib.request
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from nacre.insights.periods import Month


def text_of(url: str) -> str:
    """What a page says to a visitor; not every system knows the hosts below localhost."""
    where = urlsplit(url)
    here = url.replace(where.hostname, "127.0.0.1", 1)
    asked = urllib.request.Request(here, headers={"Host": where.netloc})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert answer.status == 200
        return answer.read().decode()


def test_the_hub_lists_its_communities_and_all_answer(demonstration):
    hub = text_of(demonstration.url(""))
    for slug in demonstration.slugs:
        assert demonstration.url(slug).rstrip("/") in hub
        assert "</html>" in text_of(demonstration.url(slug))


def test_a_second_preparation_seeds_nothing_and_keeps_what_people_did(demonstration):
    before = (demonstration.home / "demo-secret").read_text()
    done = json.loads(demonstration.nacre("demo", "--no-serve", "--json").stdout)
    assert set(done["seconds"]) <= {"static"}, "it did again what was done"
    assert (demonstration.home / "demo-secret").read_text() == before


def test_the_report_finds_the_figures_of_the_brief(demonstration, tmp_path):
    month = str(Month.last_complete(datetime.now(UTC)))
    demonstration.nacre("report", "liver", month, "--for", "body", "--out", str(tmp_path))
    assert {p.name for p in tmp_path.iterdir()} >= {
        "report.pdf",
        "report.html",
        "report.xlsx",
        "report.json",
    }
    figures = json.loads((tmp_path / "report.json").read_text())
    assert figures["members_at_launch"] == 281
    assert figures["members_at_end"] == 940
    assert figures["toolkit_registrants"] == 196
    assert figures["page_views_monthly_mean"] == 3294
    assert 3.8 <= figures["engaged_minutes_per_visit"] <= 4.2
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("words", [("liver", "2026-13")])
def test_a_report_that_cannot_be_made_says_why_in_a_sentence(demonstration, tmp_path, words):
    failed = demonstration.nacre(
        "report", *words, "--for", "body", "--out", str(tmp_path), check=False
    )
    assert failed.returncode != 0
    assert failed.stderr.strip()
    assert "Traceback" not in failed.stderr

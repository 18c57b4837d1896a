"""A value that was refused is found nowhere; a crash does not tell it either."""

import json
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from nacre.communities.models import Enquiry

pytestmark = pytest.mark.django_db

VALUE = "943 476 5919"
TEXT = f"She is well. Her NHS number is {VALUE} and she was seen on the ward."
DRAWN = {"id", "visitor", "member"}  # drawn by lot or by hash, and may hold any digits


def held_anywhere() -> list[str]:
    """Tables and files below the home that hold the value in one of its spellings."""
    spellings = (VALUE, VALUE.replace(" ", ""))
    found = []
    for model in apps.get_models():
        rows = model._base_manager.values_list()
        found += [model._meta.label for row in rows if any(s in repr(row) for s in spellings)]
    for session in Session.objects.all():
        found += ["session"] * (VALUE in repr(session.get_decoded()))
    for path in Path(settings.NACRE_HOME).rglob("*"):
        if path.is_file() and any(s.encode() in path.read_bytes() for s in spellings):
            found.append(str(path))
    return found


def test_a_refused_profile_is_kept_nowhere(at, amara, caplog):
    page = at("liver", amara).post("/members/me/about/", {"biography": TEXT})
    assert b"Take out what could identify a patient: an NHS number." in page.content
    assert VALUE.encode() in page.content  # their own words, in the answer alone
    amara.membership.refresh_from_db()
    assert amara.membership.biography != TEXT
    assert held_anywhere() == []
    assert "5919" not in caplog.text
    assert "476 5919" not in str([m.message() for m in mail.outbox])


def test_a_refused_enquiry_is_kept_nowhere(at, liver, caplog):
    said = {
        "name": "Sam Poole",
        "organisation": "A society",
        "email": "sam@example.org",
        "therapy_area": "Liver",
        "message": TEXT,
    }
    page = at("").post("/enquire/", said)
    assert page.status_code == 422
    assert not Enquiry.objects.exists()
    assert held_anywhere() == []
    assert "476 5919" not in caplog.text + str([m.message() for m in mail.outbox])


def test_a_search_is_recorded_without_the_number(at, amara):
    at("liver", amara).get("/search/", {"q": f"NHS {VALUE}"})
    assert held_anywhere() == []
    spools = Path(settings.NACRE_HOME).rglob("spool/*.jsonl")
    lines = [json.loads(line) for spool in spools for line in spool.read_bytes().splitlines()]
    searched = [line for line in lines if line["kind"] == "search.made"]
    assert searched
    assert not any(
        "476 5919" in str(v) for line in lines for k, v in line.items() if k not in DRAWN
    )


def test_a_crash_report_names_fields_and_tells_no_words():
    request = RequestFactory().post("/enquire/", {"message": TEXT})
    try:
        said = request.POST["message"]
        raise ValueError(len(said))
    except ValueError:
        report = ExceptionReporter(request, *sys.exc_info())
    told = report.get_traceback_text() + report.get_traceback_html()
    assert "message" in told
    assert VALUE not in told

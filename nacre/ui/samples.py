"""Invented content with which the living pattern page and its tests show every pattern."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from nacre.ui.templatetags.patterns import pattern

LONG_AGO = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
PEOPLE = [
    {"name": "Dr Amara Okafor", "href": "#", "role": "Consultant", "organisation": "Northfell"},
    {"name": "Nadia Rahman", "href": "#", "role": "Nurse specialist", "organisation": "Wrenbury"},
    {"name": "Erin Pugh", "href": "#", "role": "Pharmacist", "organisation": "Eastmoor"},
]
STORY = {
    "heading": "Weight before cirrhosis: what a clinic can do in twelve minutes",
    "href": "#",
    "kind": "Journal review",
    "topic": "Steatotic liver disease",
    "by": "Dr Amara Okafor",
    "role": "Consultant hepatologist",
    "organisation": "Northfell Infirmary",
    "minutes": 6,
    "when": LONG_AGO,
}
SUMMARY = "Three questions at the start of an appointment changed what happened at the end of it."


class SampleForm(forms.Form):
    """One field of each kind."""

    email = forms.EmailField(label="Work email", help_text="We write to it once, to check it.")
    profession = forms.ChoiceField(
        choices=[("doctor", "Doctor"), ("nurse", "Nurse"), ("pharmacist", "Pharmacist")]
    )
    hospital = forms.ChoiceField(
        choices=[("doctor", "Northfell"), ("nurse", "Wrenbury")],
        widget=forms.RadioSelect,
        label="Where do you work most?",
    )
    interests = forms.MultipleChoiceField(
        choices=[("a", "Viral hepatitis"), ("b", "Transplantation"), ("c", "Alcohol")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    about = forms.CharField(widget=forms.Textarea, required=False, label="About your work")
    agreed = forms.BooleanField(label="I have read how my details are used")


class LetterSample(forms.Form):
    """What a letter is typed into."""

    text = forms.CharField(label="Message", widget=forms.Textarea)
    attachments = forms.FileField(label="Attach", required=False, help_text="PDF or pictures.")


@dataclass(frozen=True, slots=True)
class Sample:
    """One pattern, drawn."""

    name: str
    html: SafeString


def _content(mode: str) -> dict[str, list[dict[str, Any]]]:
    """What the patterns of pages and of content are shown with."""
    return {
        "section_head": [{"heading": "New for you", "href": "#", "note": "On topics you follow"}],
        "panel": [
            {"heading": "Next meeting", "tone": "quiet", "content": SafeString("<p>In May.</p>")}
        ],
        "breadcrumb": [{"items": [{"label": "Home", "url": "#"}], "label": f"Trail, {mode}"}],
        "pager": [
            {
                "page": Paginator(range(90), 20).page(2),
                "query": "topic=alcohol",
                "label": f"Pages, {mode}",
            }
        ],
        "steps": [
            {
                "steps": [
                    {"label": "You", "state": "done", "url": "#"},
                    {"label": "Your work", "state": "current"},
                    {"label": "Your registration", "state": "later"},
                ]
            }
        ],
        "lead": [STORY | {"standfirst": SUMMARY}],
        "card": [
            STORY | {"variant": "cover", "summary": SUMMARY},
            STORY | {"kind": "Learning", "is_locked": True, "note": "Nurses only"},
        ],
        "person_card": [
            PEOPLE[0]
            | {"interests": ["Transplantation", "Alcohol"], "is_verified": True}
            | {"connection": "Same hospital"},
            PEOPLE[1] | {"variant": "tile", "note": "Clinical editor"},
        ],
        "member_card": [PEOPLE[2]],
        "organisation_card": [
            {"name": "Northfell Infirmary", "href": "#", "place": "Carlisle", "count": "14 members"}
            | {"people": PEOPLE}
        ],
        "avatar": [{"name": person["name"], "size": "l"} for person in PEOPLE],
        "faces": [{"people": PEOPLE, "more": 11, "label": "Editors"}],
        "byline": [
            {"people": [PEOPLE[0] | {"label": "Written by"}], "published": LONG_AGO}
            | {"reviewed": LONG_AGO, "review_due": dt.date(2027, 3, 2), "minutes": 6}
        ],
        "evidence_line": [
            {"authors": "Bell A, Khan S", "title": "A trial that never was", "journal": "J Sample"}
            | {"year": 2026, "volume": 4, "pages": "1–9", "design": "Randomised trial"}
            | {"participants": 412, "level_of_evidence": "level 2"},
            {"title": "A paper withdrawn", "is_retracted": True, "retraction_url": "#"},
        ],
        "references": [
            {"items": [{"text": "Bell A. A trial. 2026.", "is_retracted": True}, {"text": "Two."}]}
        ],
        "funding_statement": [
            {"statement": "No external funding.", "kind": "none"},
            {
                "statement": "This module is sponsored by Alderley Therapeutics, which had no role in "
                "its content.",
                "kind": "sponsored_nonpromotional",
                "href": "#",
            },
        ],
        "key_points": [{"points": [SUMMARY, "Nothing else changed.", "It took twelve minutes."]}],
        "topic_list": [
            {
                "topics": [
                    {"label": "Alcohol", "url": "#", "selected": True},
                    {"label": "Transplantation", "url": "#"},
                ]
            }
        ],
        "certificate": [
            {"title": "Ascites: the first tap", "href": "#", "state": state, "tone": tone}
            | {"number": "LIVER-2027-7K3F9Q", "when": dt.date(2027, 3, 2), "pdf_url": "#"}
            | {"look": look, "note": "It holds until 2 March 2028."}
            for look, (state, tone) in enumerate((("Valid", "good"), ("Expired", "warning")), 1)
        ],
        "meeting": [
            {"heading": "Regional liver day", "href": "#", "place": "Leeds", "level": 2}
            | {"starts_on": dt.date(2027, 5, 14)}
        ],
        "media": [
            {
                "picture": {"url": "/motif/card.svg", "width": 640, "height": 360, "alt": ""},
                "caption": "Lobules, drawn by code.",
            }
        ],
        "quotation": [{"text": SUMMARY, "who": "Nadia Rahman", "role": "nurse specialist"}],
        "resource_line": [
            {"title": "Audit of ascitic taps", "href": "#", "kind": "xlsx"}
            | {"size": "24 kB", "version": "1.2", "reviewed": LONG_AGO}
        ],
        "sub_nav": [
            {
                "items": [
                    {"label": "Messages", "url": "#", "current": True, "count": 2},
                    {"label": "Connections", "url": "#"},
                ],
                "label": f"Within, {mode}",
            },
            {
                "items": [
                    {"label": "Desk", "url": "#"},
                    {"label": "Calendar", "url": "#", "current": True},
                ],
                "label": f"Rooms, {mode}",
                "look": "wrap",
            },
        ],
        "meta_list": [{"items": [{"term": "Region", "value": "North West"}]}],
    }


def _letters() -> dict[str, list[dict[str, Any]]]:
    """What conversations are shown with."""
    row = {"href": "#", "name": PEOPLE[1]["name"], "people": PEOPLE[1:2], "at": LONG_AGO}
    said = {"name": PEOPLE[1]["name"], "href": "#", "at": LONG_AGO, "starts": True}
    file = {"name": "Audit of ascitic taps.xlsx", "url": "#", "size": "24 kB"}
    return {
        "conversation_row": [
            row | {"snippet": SUMMARY, "is_unread": True},
            row
            | {"name": "Nadia Rahman and Erin Pugh", "people": PEOPLE[1:], "is_mine": True}
            | {"snippet": "Thursday suits me."},
        ],
        "message": [
            said | {"text": SafeString(f"<p>{SUMMARY}</p>"), "flag_url": "#"},
            said
            | {"text": SafeString("<p>Thursday suits me.</p>"), "is_mine": True}
            | {"files": [file]},
            said | {"is_hidden": True},
        ],
        "post": [
            said | {"text": SUMMARY, "role": "Nurse specialist", "edited_at": LONG_AGO},
            said | {"text": "Thursday suits us.", "is_reply": True},
            said | {"text": "", "gone": "Removed by its author."},
        ],
    }


def _figures(mode: str) -> dict[str, list[dict[str, Any]]]:
    """What tiles, tables and charts are shown with."""
    tile: dict[str, Any] = {"figure": "940", "label": "Members", "change": "12 more than in March"}
    tile |= {"direction": "up", "series": [720, 760, 800, 850, 900, 928, 940]}
    table = {"head": ["Profession", "Members"], "rows": [["Doctors", 412], ["Nurses", 301]]}
    bars = '<svg viewBox="0 0 200 40"><path d="M0 10h180M0 28h130" stroke-width="12" stroke="currentColor"/></svg>'
    return {
        "tile": [tile],
        "tiles": [{"tiles": [tile, tile | {"label": "Readers"}, tile | {"direction": "down"}]}],
        "data_table": [table | {"caption": f"Members by profession, {mode}", "foot": ["All", 713]}],
        "finding_table": [
            {
                "caption": f"Findings, {mode}",
                "findings": [
                    {
                        "outcome": "Relapse",
                        "horizon": "52 weeks",
                        "measure": "Risk ratio",
                        "estimate": "0.62",
                        "ci": "95% CI 0.44 to 0.87",
                        "p": "0.006",
                        "intervention": "39 of 300 (13 of 100)",
                        "control": "63 of 300 (21 of 100)",
                        "difference": "8 fewer per 100 (95% CI 14 fewer to 2 fewer)",
                        "needed": "NNT 13 (95% CI 8 to 51)",
                        "words": "13 of 100 instead of 21 of 100.",
                    },
                ],
            }
        ],
        "chart_figure": [
            table
            | {"title": "Nurses drove March’s growth", "svg": SafeString(bars)}
            | {"note": "Active members on the last day of the month."}
        ],
        "progress": [{"value": 3, "total": 5, "label": "Module", "note": "About 8 minutes left"}],
    }


def _forms(mode: str) -> dict[str, list[dict[str, Any]]]:
    """What forms, filters and search are shown with; names differ by mode, so that ids do."""
    empty, wrong = SampleForm(prefix=mode), SampleForm({f"{mode}-email": "?"}, prefix=f"{mode}")
    options = [
        {"label": "Doctor", "value": "doctor", "count": 412, "selected": True, "url": "#"},
        {"label": "Nurse", "value": "nurse", "count": 301, "url": "#"},
    ]
    groups = [{"label": "Profession", "name": f"profession-{mode}", "options": options}]
    return {
        "search_box": [{"name": f"q-{mode}", "size": "large", "label": "Search members"}],
        "facets": [{"groups": groups, "selected_count": 1, "clear_url": "#", "show": "links"}],
        "composer": [
            {"form": LetterSample(prefix=mode), "note": "Plain text. No patient details."}
        ],
        "form_errors": [{"form": wrong}],
        "form_field": [{"field": empty[name]} for name in empty.fields],
        "form_fields": [{"form": SampleForm({f"w{mode}-email": "?"}, prefix=f"w{mode}")}],
        "button": [{"label": "Join", "href": "#"}]
        + [{"label": kind.title(), "kind": kind} for kind in ("secondary", "quiet", "danger")],
    }


def _states() -> dict[str, list[dict[str, Any]]]:
    """What notices and closed, empty and broken states are shown with."""
    action = {"action_label": "Join in three minutes", "action_url": "#"}
    return {
        "notice": [
            {"tone": tone, "heading": tone.title(), "text": SUMMARY}
            for tone in ("info", "good", "warning", "danger")
        ],
        "locked": [
            {"title": "Caring at home after discharge", "why": "This module is for nurses."}
            | {"how": "If you are one, tell us in your profile."}
            | action
        ],
        "empty": [{"heading": "Nobody here matches yet", "text": "Take a filter away."} | action],
        "error": [
            {"code": "404", "heading": "There is no page here", "text": "It may have moved."}
        ],
        "messages": [{"messages": [{"message": "Your profile is saved.", "tags": "success"}]}],
        "person_menu": [
            {"name": "Amara Okafor", "links": [{"label": "Your profile", "url": "#"}]},
            {"sign_in_url": "#", "join_url": "#"},
        ],
        "page_head": [{"title": "Members", "kind": "Directory", "standfirst": SUMMARY}],
    }


def samples(mode: str = "light") -> dict[str, Any]:
    """Every pattern drawn with its samples, for one mode of colour."""
    data = _content(mode) | _letters() | _figures(mode) | _forms(mode) | _states()
    drawn = [
        Sample(name, SafeString("".join(pattern(name, **given) for given in data[name])))
        for name in sorted(data)
    ]
    return {"mode": mode, "patterns": drawn}

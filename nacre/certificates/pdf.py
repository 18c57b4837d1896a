"""A certificate on paper: one landscape page to be framed, tagged, drawn anew from sealed facts.

The same certificate gives the same bytes, so nothing is stored and nothing can get out of step. The
funding statement is text; no logo of a company has a place here.
"""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

from nacre.certificates.models import Certificate
from nacre.certificates.wording import accreditation_of, credits_line, day, duration, score_line
from nacre.communities.models import Community
from nacre.insights.periods import london_day
from nacre.insights.rendering.look import Look
from nacre.insights.rendering.pdf import font_folders

TEMPLATE = Path(__file__).with_name("certificate.typ")
# Accessible and archival; a name in a script that our faces do not have is drawn without promises.
STANDARDS: tuple[Any, ...] = (["ua-1", "a-2a"], ["ua-1"], [])


def pdf(certificate: Certificate, community: Community) -> bytes:
    """The page as PDF/UA-1 and PDF/A-2a."""
    with tempfile.TemporaryDirectory(prefix="nacre-certificate-") as folder:
        room = Path(folder)
        look = Look.of(community)
        url = community.url(certificate.public_path)
        (room / "certificate.typ").write_bytes(TEMPLATE.read_bytes())
        (room / "cover.svg").write_text(look.cover(420, 1240))
        (room / "code.svg").write_bytes(_code(url, look.ink))
        (room / "data.json").write_text(json.dumps(_data(certificate, community, look)))
        return _compiled(room)


def _compiled(room: Path) -> bytes:
    problem: RuntimeError | None = None
    for standards in STANDARDS:
        try:
            return typst.compile(
                str(room / "certificate.typ"),
                root=str(room),
                font_paths=font_folders(),
                ignore_system_fonts=True,
                pdf_standards=standards,
            )
        except RuntimeError as refusal:
            problem = refusal
    raise RuntimeError("A certificate could not be drawn.") from problem


def _code(url: str, ink: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", border=0, dark=ink, light=None, xmldecl=False, scale=4
    )
    return drawn.getvalue()


def _data(certificate: Certificate, community: Community, look: Look) -> dict[str, Any]:
    """Everything that the template sets, in words."""
    said = certificate.said
    awarded = london_day(certificate.awarded_at)
    return {
        "community": community.name,
        "strapline": community.strapline,
        "learner": said.learner,
        "registration": said.registration,
        "title": certificate.title,
        "done": _done(certificate),
        "outcomes": list(said.outcomes),
        "details": [{"term": term, "value": value} for term, value in _details(certificate)],
        "accreditation": accreditation_of(said),
        "funding": said.funding,
        "signatory": said.signatory,
        "signatory_role": said.signatory_role,
        "issuer": said.issuer,
        "controller": said.controller,
        "number": certificate.number,
        "check_code": certificate.check_code,
        "check_at": community.url("/verify/"),
        "url": community.url(certificate.public_path),
        "date": [awarded.year, awarded.month, awarded.day],
        "is_demo": settings.NACRE_DEMO,
        "colours": look.colours(),
    }


def _done(certificate: Certificate) -> str:
    said = certificate.said
    if said.started_on and said.started_on != said.completed_on:
        return f"between {day(said.started_on)} and {day(said.completed_on)}"
    return f"on {day(said.completed_on)}"


def _details(certificate: Certificate) -> list[tuple[str, str]]:
    said = certificate.said
    last = certificate.last_day
    part = said.participatory_minutes
    version = said.content_version and f"version {said.content_version}"
    reviewed = said.reviewed_on and f"reviewed {day(said.reviewed_on)}"
    all_of_them = [
        ("Time", duration(said.minutes)),
        ("of which participatory", duration(part) if part else "none"),
        ("Credits", credits_line(said)),
        ("Score", score_line(said)),
        ("Delivery", said.delivery),
        ("Provider", said.provider),
        ("Content", ", ".join(word for word in (version, reviewed) if word)),
        ("Valid", _valid(certificate, day(last) if last else None)),
    ]
    return [(term, value) for term, value in all_of_them if value]


def _valid(certificate: Certificate, last: str | None) -> str:
    if last is None:
        return "without an end date"
    if certificate.starts_at > certificate.completed_at:
        return f"{day(london_day(certificate.starts_at))} to {last}"
    return f"until {last}"

"""A meeting's programme: taken in from a file, given out to reporters, written up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from nacre.communities import tenancy
from nacre.editorial.assignments import reporters_of
from nacre.editorial.models import ConferencePage, ConferenceReportPage, ConferenceSession
from nacre.editorial.permissions import can_assign_sessions, can_report
from nacre.editorial.programme import zone_of
from nacre.editorial.programme_csv import read_csv
from nacre.editorial.programme_files import (
    IS_CALENDAR,
    Meeting,
    Problem,
    ProgrammeFile,
    SessionRecord,
    bytes_of,
)
from nacre.editorial.programme_ics import read_ics
from nacre.evidence.models import Citation
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.pages.actions import settle_opening

FAR = 14  # days before and after a meeting in which its sessions are no surprise


@dataclass
class Outcome:
    """What a file came to: sessions by title, or the problems for which nothing was kept."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def import_programme(*, conference: ConferencePage, path: Path, dry_run: bool = False) -> Outcome:
    """Take a programme in, all of it or nothing; the same file again changes nothing.

    Raises ImportRefused for a file that cannot be read at all.
    """
    ConferencePage.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    found = _read(path, conference)
    outcome = Outcome(problems=found.problems, notes=found.notes)
    if found.problems:
        return outcome
    _take_in(conference, found.records, outcome)
    _note_strays(conference, found.records, outcome)
    if dry_run:
        transaction.set_rollback(True)
    else:
        transaction.on_commit(lambda: tenancy.touch(conference.community))
    return outcome


def _read(path: Path, conference: ConferencePage) -> ProgrammeFile:
    raw = bytes_of(path)
    meeting = Meeting(zone_of(conference), conference.ends_on)
    return read_ics(raw, meeting) if IS_CALENDAR.match(raw) else read_csv(path, meeting)


def _take_in(
    conference: ConferencePage, records: Iterable[SessionRecord], outcome: Outcome
) -> None:
    known = {session.uid: session for session in conference.sessions.select_related("report")}
    seen = set()
    for record in records:
        seen.add(record.uid)
        session = known.get(record.uid)
        if session is None:
            _add(conference, record, outcome)
        else:
            session.conference = conference
            _change(session, record, outcome)
    gone = [s for uid, s in known.items() if uid not in seen and not s.is_cancelled]
    outcome.missing = [session.title for session in gone]


def _add(conference: ConferencePage, record: SessionRecord, outcome: Outcome) -> None:
    if record.is_cancelled:
        outcome.notes.append(f"{record.where} is cancelled and was never here; it was left out.")
        return
    ConferenceSession.objects.create(
        community=conference.community,
        conference=conference,
        uid=record.uid,
        sequence=record.sequence,
        **record.said,
    )
    outcome.added.append(record.said["title"])


def _change(session: ConferenceSession, record: SessionRecord, outcome: Outcome) -> None:
    """Take over what the file says otherwise; an older version of it than is here says nothing."""
    if record.sequence < session.sequence:
        outcome.notes.append(f"{record.where} is older than what is here; it was left as it is.")
        outcome.unchanged += 1
        return
    said = {**record.said, "is_cancelled": record.is_cancelled, "sequence": record.sequence}
    changed = [name for name, value in said.items() if getattr(session, name) != value]
    if not changed:
        outcome.unchanged += 1
        return
    is_called_off = record.is_cancelled and not session.is_cancelled
    for name in changed:
        setattr(session, name, said[name])
    session.changed_at = timezone.now()
    session.save(update_fields=[*changed, "changed_at"])
    if "embargo_until" in changed and session.report:
        settle_opening(page=session.report)
    (outcome.cancelled if is_called_off else outcome.changed).append(session.title)


def _note_strays(
    conference: ConferencePage, records: Iterable[SessionRecord], outcome: Outcome
) -> None:
    zone, first, last = zone_of(conference), conference.starts_on, conference.ends_on
    days = [record.said["starts_at"].astimezone(zone).date() for record in records]
    strays = sum((first - day).days > FAR or (day - last).days > FAR for day in days)
    if strays:
        outcome.notes.append(
            f"{strays} of the sessions lie more than {FAR} days from the meeting. Is it the right "
            "file, and has the page the right days?"
        )


@transaction.atomic
def assign_sessions(
    *, sessions: Iterable[ConferenceSession], reporter: Membership | None, by: Viewer
) -> int:
    """Ask somebody at the desk to report from sessions, or nobody any more; how many that changed."""
    if not can_assign_sessions(by):
        raise PermissionDenied(_("The editors of this community give out sessions."))
    ours = ConferenceSession.objects.of(by.community).filter(pk__in=[one.pk for one in sessions])
    if reporter and not reporters_of(by.community).filter(pk=reporter.pk).exists():
        raise ValidationError(_("Choose somebody who has a desk in this community."))
    return ours.exclude(reporter=reporter).update(reporter=reporter)


@transaction.atomic
def start_report(*, session: ConferenceSession, by: Viewer, user: Any) -> ConferenceReportPage:
    """A draft about a session with everything filled in that the programme says.

    One that was started already is answered as it is.
    """
    if not can_report(by, session):
        raise PermissionDenied(_("This session is somebody else’s. Ask the desk for it."))
    session = ConferenceSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.report:
        return session.report
    report = ConferenceReportPage(
        title=session.title[:255],
        slug=_free_slug(session),
        community=session.community,
        live=False,
        owner=user,
        author_name=user.name,
        session_title=session.title[:240],
        session_type=session.kind,
        speaker=session.speakers[:240],
        embargo_until=None,  # the session's own holds for it, and moves with it
    )
    Page.objects.get(pk=session.conference_id).add_child(instance=report)
    paper = Citation.objects.known_as(doi=session.abstract_doi, pmid=None).first()
    if paper and session.abstract_doi:
        report.papers.add(paper)
    session.report = report
    session.reporter_id = session.reporter_id or by.membership_id
    session.save(update_fields=["report", "reporter"])
    report.save_revision(user=user, clean=False)  # who paid is for the reporter to say
    return report


def _free_slug(session: ConferenceSession) -> str:
    """An address below the meeting that no page has."""
    wanted = slugify(session.title)[:80].strip("-") or "session"
    below = Page.objects.get(pk=session.conference_id).get_children()
    taken = set(below.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(s for s in numbered if s not in taken)

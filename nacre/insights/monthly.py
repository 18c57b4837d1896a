"""The monthly run: compile, keep, release to those who receive it."""

import hashlib
import json
from datetime import UTC, datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from nacre.communities.models import Community, FundingRelationship, Sponsor
from nacre.insights.compaction import compact
from nacre.insights.compilation import Document, compile_document
from nacre.insights.models import Audience, Report, ReportRelease
from nacre.insights.periods import Month
from nacre.insights.rendering import FORMS, Look, write_files


def compile_one(
    community: Community,
    month: Month,
    *,
    audience: str,
    sponsor: Sponsor | None = None,
    restate: str = "",
) -> Report:
    """The kept report of a month; made if there is none, made anew only with a reason."""
    kept = (
        Report.objects.of(community)
        .current()
        .filter(month=month.key, audience=audience, sponsor=sponsor)
        .first()
    )
    if kept and not restate:
        _write_missing(kept)
        return kept
    compact()
    document = compile_document(community, month, audience=audience, sponsor=sponsor)
    made = Report(
        community=community,
        month=month.key,
        audience=audience,
        sponsor=sponsor,
        figures=document,
        definitions_version=document["definitions_version"],
        rules_version=document["rules_version"],
        digest=_digest(document),
        restatement_reason=restate,
    )
    write_files(document, Look.of(community), made.folder)
    return _keep(made, kept)


def _digest(document: Document) -> str:
    said = json.dumps(document, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(said).hexdigest()


@transaction.atomic
def _keep(made: Report, kept: Report | None) -> Report:
    """Store it; where it restates another, that one steps back first."""
    if kept:
        kept.replaced_by = kept  # out of the way of the one current report
        kept.save(update_fields=["replaced_by"])
    made.save()
    if kept:
        kept.replaced_by = made
        kept.save(update_fields=["replaced_by"])
    return made


def _write_missing(report: Report) -> None:
    """Files are made from the figures, so they can always be made again."""
    if not all(report.file(form).exists() for form in FORMS):
        write_files(report.figures, Look.of(report.community), report.folder)


def compile_all(month: Month | None = None) -> list[Report]:
    """Every community's reports of the last complete month, released to their recipients."""
    month = month or Month.last_complete(datetime.now(UTC))
    made = []
    for community in Community.objects.for_request().open():
        for audience, sponsor in readers_of(community):
            report = compile_one(community, month, audience=audience, sponsor=sponsor)
            release(report)
            made.append(report)
    return made


def readers_of(community: Community) -> list[tuple[str, Sponsor | None]]:
    """The body and each sponsor, once."""
    none = FundingRelationship.Kind.NONE
    funding = [f for f in community.funding_relationships.all() if f.kind != none]
    sponsors = {f.sponsor_id: f.sponsor for f in funding}
    return [(Audience.BODY, None), *((Audience.SPONSOR, s) for s in sponsors.values())]


def release(report: Report) -> int:
    """Open a report to its recipients and mail each a link, once; answers how many."""
    with transaction.atomic():
        if report.released_at is None:
            report.released_at = datetime.now(UTC)
            report.save(update_fields=["released_at"])
        told = 0
        for recipient in report.recipients():
            _release, is_new = ReportRelease.objects.get_or_create(
                report=report,
                user=recipient.user,
                defaults={"digest": report.digest, "rules_version": report.rules_version},
            )
            if is_new:
                _mail_on_commit(report, recipient.user.email)
                told += 1
    return told


def _mail_on_commit(report: Report, address: str) -> None:
    transaction.on_commit(lambda: _mail(report, address))


def _mail(report: Report, address: str) -> None:
    """A link, never the figures: mail is read by others."""
    said = {"report": report, "community": report.community, "address": report.address()}
    mail = EmailMultiAlternatives(
        subject=f"{report.community.name}: report for {report.label}",
        body=render_to_string("insights/mail/report.txt", said),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
    )
    mail.attach_alternative(render_to_string("insights/mail/report.html", said), "text/html")
    mail.send()

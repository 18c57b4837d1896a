"""A completed course becomes a certificate and a line proposed for the CPD ledger: once each."""

import logging
from datetime import datetime

from django.db import transaction

from nacre.certificates.actions import award
from nacre.certificates.models import Certificate
from nacre.cpd.actions import propose
from nacre.insights.periods import london_day
from nacre.learning.crediting import Worth, facts_of, spans_of, worth_of
from nacre.learning.models import Enrolment
from nacre.members.refusals import Refused

logger = logging.getLogger(__name__)


@transaction.atomic
def credit_course(*, enrolment: Enrolment, worth: Worth | None = None) -> Certificate | None:
    """Award and propose what a completed course is worth; again, it changes nothing.

    `worth` spares working it out for each of many who completed the same course.

    A certificate that cannot be made is logged and made by the next run of the night; that the
    course is completed does not depend on it.
    """
    completed_at = enrolment.completed_at
    if completed_at is None:
        return None
    course, membership = enrolment.course, enrolment.membership
    worth = worth or worth_of(course)
    certificate = None
    if course.gives_certificate and "certificates" in membership.community.enabled:
        try:
            certificate = award(
                membership=membership,
                subject=course.subject,
                title=course.title[:200],
                facts=facts_of(enrolment, completed_at, worth),
                completed_at=completed_at,
                valid_for=course.valid_for,
                edition=enrolment.edition,
            )
        except Refused:
            logger.exception("No certificate could be made for enrolment %s", enrolment.pk)
    propose(
        membership=membership,
        source="course",
        source_key=f"{course.subject}:{enrolment.edition}",
        title=course.title,
        url=course.path_in_community,
        spans=spans_of(enrolment),
        minutes=worth.minutes,
        topics=course.topic_slugs,
        approval=_approval(enrolment, completed_at),
        certificate_number=certificate.number if certificate else "",
        provider=membership.community.name,
        pages=worth.pages,
    )
    return certificate


def _approval(enrolment: Enrolment, completed_at: datetime) -> dict[str, str] | None:
    course = enrolment.course
    if not course.is_approved_on(london_day(completed_at)):
        return None
    return {
        "code": course.approval_code,
        "body": course.approved_by,
        "category": course.approval_category,
    }

"""What an interviewee has to say before an interview appears; asked at every publishing."""

from django.utils.translation import gettext as _

from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import InterviewApproval, InterviewAsk, InterviewPage


def what_is_missing(page: InterviewPage, fingerprint: str) -> str:
    """Why an interview may not appear as it stands, with what to do; empty if it may."""
    ask = InterviewAsk.objects.of_page(page.pk).first()
    if ask is None:
        is_said = page.approved_on is not None
        return "" if is_said else _("Say on which day the person in the interview approved it.")
    name = ask.name or page.interviewee_name
    if ask.is_withdrawn:
        return _("%(name)s has withdrawn from this interview. It does not appear.") % {"name": name}
    if InterviewApproval.objects.given_to(page.pk, fingerprint).exists():
        return ""
    return _(
        "“%(title)s” appears once %(name)s has approved exactly this text: send it to them from "
        "the interviews at your desk."
    ) % {"title": page.title, "name": name}


def what_is_missing_of(page: InterviewPage) -> str:
    """The same of the latest draft."""
    revision = page.get_latest_revision()
    return what_is_missing(page, fingerprint_of(revision)) if revision else ""

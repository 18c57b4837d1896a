"""May they?"""

from nacre.communities.models import Community
from nacre.editorial.desks import desks_of
from nacre.editorial.models import (
    Article,
    ClinicalEditor,
    ConferenceSession,
    InterviewPage,
    Recall,
    Tool,
    ToolkitPage,
)
from nacre.members.professions import PROFESSIONS
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

VERIFIED = 3  # on the register, and it is them


def can_register(by: Viewer, toolkit: ToolkitPage) -> bool:
    """Members who may open the toolkit; sponsors' observers are not among them."""
    is_open = BasePage.objects.visible_to(by).filter(pk=toolkit.pk).exists()
    return by.is_member and not by.is_sponsor and is_open


def can_vote(by: Viewer, page: Article) -> bool:
    """Members who may open the page; never where a company speaks, nor a company's observers."""
    is_open = BasePage.objects.visible_to(by).filter(pk=page.pk).exists()
    return by.is_member and not by.is_sponsor and not page.is_promotional and is_open


def can_say_use(by: Viewer, page: Tool) -> bool:
    """Members who may open the tool and work in a unit of theirs, so nobody from a company."""
    is_open = BasePage.objects.visible_to(by).filter(pk=page.pk).exists()
    return by.is_member and not by.is_sponsor and is_open


def can_see_spread(by: Viewer, page: Tool) -> bool:
    """Editors of the community, and the member who answers for the tool."""
    is_owner = by.is_member and page.kept_by_id is not None and page.kept_by_id == by.membership_id
    return not by.is_sponsor and (by.is_editor or is_owner)


def can_answer(by: Viewer, interview: InterviewPage) -> bool:
    """The member whom a published interview names, and nobody else."""
    is_open = InterviewPage.objects.open_now().filter(pk=interview.pk).exists()
    return by.is_member and is_open and interview.interviewee_id == by.membership_id


def can_ask_for_interview(by: Viewer, community: Community | None) -> bool:
    """Editors of the community, and nobody who is here for a company."""
    is_here = community is not None and by.community == community
    return is_here and by.is_editor and not by.is_sponsor


def can_put_off_review(by: Viewer, page: BasePage) -> bool:
    """A clinical editor of the page's own community, in person."""
    is_editor = by.is_superuser or (by.is_member and by.duty == "clinical_editor")
    return is_editor and not by.impersonated_by and by.community == page.community


def can_see_changes(by: Viewer) -> bool:
    """The desk, whatever company somebody may be here for."""
    return by.is_editor and not by.is_sponsor


def can_swap(by: Viewer, page: BasePage) -> bool:
    """The editors of the page's own community, in person."""
    return by.is_editor and not by.impersonated_by and by.community == page.community


def can_withdraw(by: Viewer, page: BasePage) -> bool:
    """A clinical editor of the page's own community, in person: withdrawing is their word."""
    return can_put_off_review(by, page) and not by.is_sponsor


def can_place(by: Viewer, article: BasePage, community: Community) -> bool:
    """Whoever has a desk both where the article is and where it goes, in person."""
    if by.impersonated_by or by.is_sponsor or not by.is_editor:
        return False
    is_here = by.community is not None and by.community.pk == article.community_id
    return is_here and desks_of(by).filter(pk=community.pk).exists()


def can_close_recall(by: Viewer, recall: Recall) -> bool:
    """The editors of the community, operators among them."""
    is_here = by.community is not None and by.community.pk == recall.community_id
    return is_here and by.is_editor


def can_declare(by: Viewer) -> bool:
    """Clinical editors with a seat in office declare their own interests, and only those."""
    return by.is_member and ClinicalEditor.objects.seats_of(by).exists()


def can_record_sponsorship(by: Viewer) -> bool:
    """The in-house team and the operator: no clinical editor decides about money, no sponsor."""
    in_house = by.is_superuser or (by.is_member and by.duty == "journalist")
    return in_house and not by.is_sponsor


def can_open_fact_check(by: Viewer) -> bool:
    """Editors, who also decide what becomes of each point."""
    return by.is_editor and not by.is_sponsor


def can_assign_sessions(by: Viewer) -> bool:
    """The desk of the community, in person; nobody who is here for a company."""
    return by.is_editor and not by.is_sponsor and not by.impersonated_by


def can_report(by: Viewer, session: ConferenceSession) -> bool:
    """Whoever was asked to report from a session; the desk where nobody was asked."""
    is_here = by.community is not None and by.community.pk == session.community_id
    is_theirs = session.reporter_id in {None, by.membership_id}
    return is_here and can_assign_sessions(by) and is_theirs


def can_triage(by: Viewer) -> bool:
    """The editors of a community sort what was harvested for it; nobody who is here for a company."""
    return by.community is not None and by.is_editor and not by.is_sponsor


def can_rate(by: Viewer) -> bool:
    """Verified members of a health profession, in person; no company, no staff of ours."""
    found = PROFESSIONS.get(by.profession)
    is_clinician = found is not None and found.is_hcp and by.level >= VERIFIED
    outside = by.is_sponsor or by.is_house or bool(by.impersonated_by)
    return by.is_member and is_clinician and not outside

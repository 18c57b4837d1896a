"""May they?"""

from nacre.editorial.models import InterviewPage, ToolkitPage
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


def can_register(by: Viewer, toolkit: ToolkitPage) -> bool:
    """Members who may open the toolkit; sponsors' observers are not among them."""
    is_open = BasePage.objects.visible_to(by).filter(pk=toolkit.pk).exists()
    return by.is_member and not by.is_sponsor and is_open


def can_answer(by: Viewer, interview: InterviewPage) -> bool:
    """The member whom a published interview names, and nobody else."""
    return by.is_member and interview.live and interview.interviewee_id == by.membership_id

"""Which of the demonstration's members the interviews are with; they all said yes."""

from nacre.communities.models import Community
from nacre.editorial.actions import publish_placed
from nacre.editorial.models import InterviewAnswer, InterviewPage
from nacre.members.models import Membership


def link_interviews(community: Community) -> int:
    """Link each interview that leads to nobody yet to the member of that name; answers how many.

    What people said or changed since stays as it is.
    """
    members = {m.user.name: m for m in Membership.objects.of(community).listed().for_profile()}
    linked = 0
    for interview in InterviewPage.objects.of(community).live().filter(interviewee=None):
        if member := members.get(interview.interviewee_name):
            interview.interviewee = member
            publish_placed(page=interview)
            InterviewAnswer.objects.create(interview=interview, membership=member, is_given=True)
            linked += 1
    return linked

"""What someone outside is told instead of people."""

from django.http import HttpResponse
from django.shortcuts import render

from nacre.communities.request import Request

WITH_MODERATOR = "We check every member's registration. Yours is with a moderator; most are decided within a day."
OF_MEMBERS = "Members' names, hospitals and interests are for members whom we have checked."
OF_LAPSED = (
    "What we knew of your work or registration is more than a year old. Renew it, and this opens."
)
OF_HELD = "Your access is paused until a moderator has looked at your membership."
OF_FULL_MEMBERS = (
    "You have the Learning Zone. Colleagues' names are for full members of this community."
)
NOT_FOR_COMPANIES = "Members are promised that no company is shown who they are."


def closed(request: Request, title: str, status: int = 200) -> HttpResponse:
    """The locked state, with the reason that fits who is asking and what to do next."""
    viewer = request.viewer
    context = {"title": title, "why": OF_MEMBERS}
    if viewer.status == "pending":
        context["why"] = WITH_MODERATOR
    elif viewer.status == "lapsed":
        context |= {
            "why": OF_LAPSED,
            "action_label": "Your verification",
            "action_url": "/members/me/verification/",
        }
    elif viewer.status == "suspended":
        context["why"] = OF_HELD
    elif viewer.is_sponsor and viewer.is_member:
        context["why"] = NOT_FOR_COMPANIES
    elif viewer.is_member:
        context["why"] = OF_FULL_MEMBERS
    else:
        context |= {"action_label": "Join in three minutes", "action_url": "/join/"}
        if not viewer.is_authenticated:
            context |= {"second_label": "Sign in", "second_url": "/accounts/login/"}
    return render(request, "members/closed.html", context, status=status)

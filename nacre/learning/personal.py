"""The personal part of a course's page: begin, go on, or done."""

from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from nacre.communities.request import Request
from nacre.learning.models import CoursePage
from nacre.learning.permissions import can_learn
from nacre.learning.progress import progress_in
from nacre.ui.slots import fills


@fills("course_start")
def course_start(request: Request) -> str:
    """Nothing in a preview, and for whoever does not learn here."""
    route, viewer = getattr(request, "route", None), request.viewer
    if route is None or not can_learn(viewer):
        return ""
    course = CoursePage.objects.visible_to(viewer).filter(pk=route.page_id).first()
    if course is None:
        return ""
    context = {
        "course": course,
        "progress": progress_in(viewer, [course])[0],
        "token": get_token(request),
    }
    return render_to_string("learning/_course_start.html", context)

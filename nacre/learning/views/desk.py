"""The desk of the Learning Zone: how all courses do, and one of them in full."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nacre.communities.request import Request, here
from nacre.insights.disclosure import HIDDEN
from nacre.learning import course_said
from nacre.learning.course_counts import CourseCounts, counts_of
from nacre.learning.models import CoursePage, ModuleFigures, ModulePage, QuestionFigures
from nacre.learning.pictures import confidence_picture
from nacre.learning.to_look_at import courses_in_doubt
from nacre.learning.views.gate import desk_only

COURSES, WORDS = 25, 20


@never_cache
@desk_only
@require_safe
def course_list(request: Request) -> HttpResponse:
    """All courses with their sums; what should be looked at comes first."""
    community = here(request)
    courses = CoursePage.objects.of(community).select_related("community").order_by("title", "pk")
    page = Paginator(courses, COURSES).get_page(request.GET.get("page"))
    weak = QuestionFigures.objects.of(community).weak().for_desk()
    context = {
        "page": page,
        "rows": counts_of(community, list(page)),
        "doubted": courses_in_doubt(community),
        "weak": Paginator(weak, COURSES).get_page(1),
    }
    return render(request, "learning/desk.html", context)


@never_cache
@desk_only
@require_safe
def course_detail(request: Request, pk: int) -> HttpResponse:
    """One course: its modules, what their questions are worth, what learners said."""
    community = here(request)
    courses = CoursePage.objects.of(community).select_related("community", "audience")
    course = get_object_or_404(courses, pk=pk)
    counts = counts_of(community, [course])[0]
    modules = [each.module for each in counts.modules]
    words = Paginator(course_said.words_about(course), WORDS)
    later = course_said.looked_back_on(course)
    context = {
        "course": course,
        "counts": counts,
        "tiles": _tiles(counts),
        "stops": _stops(counts),
        "figures": _figures(modules),
        "statements": _statements(counts),
        "intentions": _answers(
            _("Will they change their practice?"), course_said.intentions_in(course)
        ),
        "later": later,
        "changed": _answers(_("Have they changed their practice?"), later.changed),
        "barriers": _answers(_("What stood in the way"), later.barriers),
        "words": words.get_page(request.GET.get("page")),
        "gain": course_said.gain_in(course, modules),
        "doubted": any(one.course.pk == pk for one in courses_in_doubt(community)),
        "audience_url": reverse(
            "wagtailsnippets_audiences_audience:edit", args=[course.audience_id]
        ),
        "confidence": _confidence(course),
    }
    return render(request, "learning/course_desk.html", context)


def _tiles(counts: CourseCounts) -> list[dict[str, Any]]:
    return [
        {"label": _("Enrolled"), "figure": f"{counts.enrolled:,}"},
        {"label": _("Began a module"), "figure": f"{counts.began:,}"},
        {"label": _("Completed"), "figure": f"{counts.completed:,}", "note": counts.completion},
        {"label": _("Median days to complete"), "figure": counts.median_days},
        {"label": _("Passed at the first attempt"), "figure": counts.pass_rate},
        {
            "label": _("Would recommend it, of ten"),
            "figure": counts.said.recommended,
            "note": _("%(n)s said how it was") % {"n": counts.said.n},
        },
    ]


def _table(caption: str, head: list[str], rows: list[list[Any]]) -> dict[str, Any]:
    """As the pattern takes it."""
    return {"caption": caption, "head": head, "rows": rows}


def _answers(caption: str, rows: list[list[Any]]) -> dict[str, Any] | None:
    if not rows:
        return None
    has_hidden = any(count == HIDDEN for _label, count in rows)
    hidden = _("*: fewer than eight, or kept back because it would give such a number away.")
    table = _table(caption, [_("Answer"), _("Learners")], rows)
    return table | {"note": hidden if has_hidden else ""}


def _stops(counts: CourseCounts) -> dict[str, Any]:
    rows = [
        [each.module.title, each.began, each.passed, each.left, each.pass_rate]
        for each in counts.modules
    ]
    head = [
        _("Module"),
        _("Began"),
        _("Passed"),
        _("Not passed"),
        _("Passed at the first attempt"),
    ]
    return _table(
        _("How many learners began each module, passed it, and stopped there"), head, rows
    )


def _figures(modules: list[ModulePage]) -> list[dict[str, Any]]:
    """Each module with the figures of its questions as they are asked now."""
    whole = {one.module_id: one for one in ModuleFigures.objects.filter(module__in=modules)}
    items = QuestionFigures.objects.filter(module__in=modules).current().for_desk()
    rows: dict[int, list[QuestionFigures]] = {}
    for item in items:
        rows.setdefault(item.module_id, []).append(item)
    return [
        {"module": module, "whole": whole[module.pk], "rows": rows.get(module.pk, [])}
        for module in modules
        if module.pk in whole
    ]


def _statements(counts: CourseCounts) -> dict[str, Any] | None:
    if not counts.said.is_shown:
        return None
    words = {
        "relevant": _("Relevant to my role"),
        "right_level": _("At the right level"),
        "unbiased": _("Free from commercial bias"),
        "easy": _("Easy to use"),
    }
    rows = [[label, counts.said.share_of(name)] for name, label in words.items()]
    return _table(_("How many agree"), [_("It was"), _("Agree")], rows)


def _confidence(course: CoursePage) -> dict[str, Any] | None:
    """The picture of the confidence with its numbers; none under eight learners."""
    shifts = course_said.confidence_in(course)
    if not shifts:
        return None
    rows = [
        [one.outcome, f"{one.was:.1f}", f"{one.now:.1f}", f"{one.change:+.1f}", one.n]
        for one in shifts
    ]
    return {
        "title": _finding(shifts),
        "svg": confidence_picture(shifts),
        "alt": "; ".join(f"{row[0]}: {row[1]} – {row[2]}" for row in rows),
        "head": [_("Outcome"), _("Before"), _("After"), _("Change"), _("Learners")],
        "rows": rows,
        "note": _("Of five, before (ring) and after (dot), of learners who said both."),
    }


def _finding(shifts: list[course_said.Shift]) -> str:
    """What the picture shows, in a sentence."""
    most = max(shifts, key=lambda one: one.change)
    if most.change <= 0:
        return _("Learners are no more confident than before")
    said = {"outcome": most.outcome, "points": f"{most.change:.1f}"}
    return _("Most gained: “%(outcome)s”, by %(points)s points of five") % said

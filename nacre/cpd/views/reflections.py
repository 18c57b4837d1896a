"""Thirty seconds of reflection, and what was written before."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.cpd import actions
from nacre.cpd.forms import ReflectionForm
from nacre.cpd.models import Entry, Reflection
from nacre.cpd.prompts import TEMPLATES, template_for
from nacre.cpd.views.gate import own_entry, own_only, own_plan
from nacre.members.views.circle import attempt, do_and_go

PAGE_SIZE = 20


@own_only
@require_safe
def reflection_list(request: Request) -> HttpResponse:
    """All reflections, newest first."""
    mine = Reflection.objects.visible_to(request.viewer).newest().select_related("entry")
    page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page", ""))
    return render(request, "cpd/reflection_list.html", {"page": page})


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def reflection_add(request: Request) -> HttpResponse:
    """A reflection by itself."""
    return _write(request, None)


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def entry_reflect(request: Request, key: str) -> HttpResponse:
    """A reflection about an entry."""
    return _write(request, own_entry(request, key))


def _write(request: Request, entry: Entry | None) -> HttpResponse:
    template = request.GET.get("kind", "")
    if template not in TEMPLATES:
        template = template_for(own_plan(request).schemes, is_quick=entry is not None)
    form = ReflectionForm(request.POST or None, template=template, is_alone=entry is None)
    if form.is_valid() and attempt(
        form, lambda: actions.write_reflection(by=request.viewer, entry=entry, **form.said())
    ):
        messages.success(request, _("Kept, for you alone."))
        return redirect("cpd:entry_detail", entry.key) if entry else redirect("cpd:reflection_list")
    kinds = [
        {"label": one.name, "url": f"?kind={one.code}", "current": one.code == template}
        for one in TEMPLATES.values()
    ]
    context = {"form": form, "entry": entry, "kinds": kinds, "name": TEMPLATES[template].name}
    return render(request, "cpd/reflection_write.html", context)


def _own(request: Request, key: str) -> Reflection:
    mine = Reflection.objects.visible_to(request.viewer).select_related("entry")
    found: Reflection = get_object_or_404(mine, key=key)
    return found


@own_only
@require_safe
def reflection_detail(request: Request, key: str) -> HttpResponse:
    """One reflection."""
    return render(request, "cpd/reflection_detail.html", {"reflection": _own(request, key)})


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def reflection_edit(request: Request, key: str) -> HttpResponse:
    """Change a reflection."""
    kept = _own(request, key)
    form = ReflectionForm(
        request.POST or None,
        template=kept.template,
        is_alone=kept.entry is None,
        reflection=kept,
    )
    if form.is_valid() and attempt(
        form,
        lambda: actions.write_reflection(
            by=request.viewer, entry=kept.entry, reflection=kept, **form.said()
        ),
    ):
        messages.success(request, _("Kept, for you alone."))
        return redirect("cpd:reflection_detail", key)
    context = {"form": form, "entry": kept.entry, "name": kept.get_template_display()}
    return render(request, "cpd/reflection_write.html", context)


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def reflection_delete(request: Request, key: str) -> HttpResponse:
    """Delete a reflection for good; GET asks."""
    kept = _own(request, key)
    if request.method == "POST":
        return do_and_go(
            request,
            lambda: actions.delete_reflection(by=request.viewer, reflection=kept),
            "Deleted.",
            "/cpd/reflections/",
        )
    return render(request, "cpd/reflection_delete.html", {"reflection": kept})

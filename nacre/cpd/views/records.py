"""Feedback, practice hours and the reflective discussion: lists and one form for each."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.cpd import actions
from nacre.cpd.models import Record
from nacre.cpd.record_forms import RECORD_FORMS, RecordForm
from nacre.cpd.record_sorts import HEADINGS, LABELS, SORTS
from nacre.cpd.views.gate import own_only
from nacre.members.views.circle import attempt, do_and_go

PAGE_SIZE = 20


@own_only
@require_safe
def record_list(request: Request, sort: str) -> HttpResponse:
    """All records of one sort, newest first."""
    _known(sort)
    mine = Record.objects.visible_to(request.viewer).of_sort(sort).newest()
    page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page", ""))
    rows = [{"record": one, "facts": _told(one)} for one in page]
    others = [
        {"label": label, "url": f"/cpd/records/{code}/", "current": code == sort}
        for code, label in HEADINGS.items()
    ]
    context = {"page": page, "rows": rows, "sort": sort, "title": HEADINGS[sort], "others": others}
    return render(request, "cpd/record_list.html", context)


def _known(sort: str) -> None:
    if sort not in SORTS:
        raise Http404


def _told(record: Record) -> list[dict[str, Any]]:
    facts = record.facts
    return [{"term": LABELS[n], "value": facts[n]} for n in SORTS[record.sort] if facts.get(n)]


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def record_add(request: Request, sort: str) -> HttpResponse:
    """Keep a record."""
    _known(sort)
    return _write(request, RECORD_FORMS[sort](request.POST or None), None)


def _write(request: Request, form: RecordForm, record: Record | None) -> HttpResponse:
    if form.is_valid() and attempt(form, lambda: _keep(request, form, record)):
        messages.success(request, _("Kept."))
        return redirect("cpd:record_list", form.sort)
    context = {"form": form, "sort": form.sort, "title": HEADINGS[form.sort], "record": record}
    return render(request, "cpd/record_write.html", context)


def _keep(request: Request, form: RecordForm, record: Record | None) -> None:
    actions.keep_record(
        by=request.viewer,
        sort=form.sort,
        happened_on=form.cleaned_data["happened_on"],
        facts=form.facts(),
        record=record,
    )


def _own(request: Request, sort: str, key: str) -> Record:
    _known(sort)
    mine = Record.objects.visible_to(request.viewer).of_sort(sort)
    found: Record = get_object_or_404(mine, key=key)
    return found


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: Request, sort: str, key: str) -> HttpResponse:
    """Change a record."""
    record = _own(request, sort, key)
    initial = {"happened_on": record.happened_on, **record.facts}
    return _write(request, RECORD_FORMS[sort](request.POST or None, initial=initial), record)


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def record_delete(request: Request, sort: str, key: str) -> HttpResponse:
    """Delete a record for good; GET asks."""
    record = _own(request, sort, key)
    if request.method == "POST":
        return do_and_go(
            request,
            lambda: actions.delete_record(by=request.viewer, record=record),
            "Deleted.",
            f"/cpd/records/{sort}/",
        )
    return render(request, "cpd/record_delete.html", {"record": record, "title": HEADINGS[sort]})

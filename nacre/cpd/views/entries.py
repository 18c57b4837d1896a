"""The ledger itself: all entries, one's own, a change, deleting."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.cpd import actions
from nacre.cpd.forms import EntryForm, OwnEntryForm
from nacre.cpd.lines import line_of, lines_of
from nacre.cpd.models import Entry
from nacre.cpd.views.gate import day_asked, own_entry, own_only, own_plan
from nacre.members.views.circle import attempt, do_and_go

PAGE_SIZE = 20
FILTERS = (("state", "State", Entry.State), ("source", "Kind", Entry.Source))


@own_only
@require_safe
def entry_list(request: Request) -> HttpResponse:
    """Every entry, newest first, by state, kind and days."""
    found = Entry.objects.visible_to(request.viewer)
    groups = []
    for name, label, choices in FILTERS:
        said = request.GET.get(name, "")
        if said in choices.values:
            found = found.filter(**{name: said})
        groups.append({"label": label, "name": name, "options": _options(request, name, choices)})
    found = found.within(day_asked(request, "from"), day_asked(request, "to"))
    page = Paginator(found.newest().for_list(), PAGE_SIZE).get_page(request.GET.get("page", ""))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "lines": lines_of(page),
        "groups": groups,
        "query": query.urlencode(),
        "selected": sum(1 for name, _label, _choices in FILTERS if request.GET.get(name)),
    }
    return render(request, "cpd/entry_list.html", context)


def _options(request: Request, name: str, choices) -> list[dict[str, object]]:
    said = request.GET.get(name, "")
    options = []
    for value, label in choices.choices:
        query: QueryDict = request.GET.copy()
        query.pop("page", None)
        if value == said:
            del query[name]
        else:
            query[name] = value
        url = f"?{query.urlencode()}"
        options.append({"label": label, "value": value, "selected": value == said, "url": url})
    return options


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def entry_add(request: Request) -> HttpResponse:
    """Write down something that happened elsewhere."""
    form = OwnEntryForm(request.POST or None)
    made: list[Entry] = []
    if form.is_valid() and attempt(form, lambda: made.append(_add(request, form))):
        messages.success(request, _("It counts. Reflect on it now, or another day."))
        return redirect("cpd:entry_detail", key=made[0].key)
    return render(request, "cpd/entry_add.html", {"form": form})


def _add(request: Request, form: OwnEntryForm) -> Entry:
    return actions.add_entry(by=request.viewer, said=form.said(), is_checked=form.is_checked)


@own_only
@require_safe
def entry_detail(request: Request, key: str) -> HttpResponse:
    """One entry with its evidence and what was thought about it."""
    entry = own_entry(request, key)
    context = {
        "entry": entry,
        "line": line_of(entry),
        "facts": _facts(entry),
        "reflections": entry.reflections.visible_to(request.viewer).in_order(),
    }
    return render(request, "cpd/entry_detail.html", context)


def _facts(entry: Entry) -> list[dict[str, str]]:
    told = (
        ("Method", entry.method),
        ("Run by", entry.provider),
        ("Topics", ", ".join(entry.topics)),
        ("Category", str(entry.get_category_display())),
        ("Part of the NMC Code", ", ".join(entry.theme_labels)),
        ("Domain", str(entry.get_domain_display())),
        ("Certificate", entry.certificate_number),
        ("Approval code", entry.approval_code),
    )
    return [{"term": term, "value": value} for term, value in told if value]


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: Request, key: str) -> HttpResponse:
    """Put an entry right; what was proposed counts from then on."""
    entry = own_entry(request, key)
    form = EntryForm(request.POST or None, entry=entry, plan=own_plan(request))
    if form.is_valid() and attempt(form, lambda: _edit(request, entry, form)):
        messages.success(request, _("Kept. It counts as you say."))
        return redirect("cpd:entry_detail", key=key)
    return render(request, "cpd/entry_edit.html", {"form": form, "line": line_of(entry)})


def _edit(request: Request, entry: Entry, form: EntryForm) -> None:
    said = form.said()
    actions.edit_entry(by=request.viewer, entry=entry, said=said, is_checked=form.is_checked)


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def entry_delete(request: Request, key: str) -> HttpResponse:
    """Delete an entry for good; GET asks."""
    entry = own_entry(request, key)
    if request.method == "POST":
        return do_and_go(
            request,
            lambda: actions.delete_entry(by=request.viewer, entry=entry),
            "Deleted, with what you had written about it.",
            "/cpd/entries/",
        )
    return render(request, "cpd/entry_delete.html", {"line": line_of(entry)})

"""Taking the ledger along: pick a form, a file and the days."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nacre.communities.request import Request
from nacre.cpd import actions
from nacre.cpd.exporting import Export
from nacre.cpd.forms import ExportForm
from nacre.cpd.views.gate import own_only, own_plan
from nacre.members.views.circle import attempt


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: Request) -> HttpResponse:
    """GET asks which; POST answers with the file."""
    plan = own_plan(request)
    scheme = plan.chosen[0]
    since, until = plan.period(scheme, timezone.localdate())
    initial = {"template": scheme.form, "form": "pdf", "since": since, "until": until}
    form = ExportForm(request.POST or None, initial=initial)
    made: list[Export] = []
    if form.is_valid() and attempt(
        form, lambda: made.append(actions.take_export(by=request.viewer, **form.cleaned_data))
    ):
        answer = HttpResponse(made[0].content, content_type=made[0].content_type)
        answer["Content-Disposition"] = f'attachment; filename="{made[0].name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer
    return render(request, "cpd/export.html", {"form": form})

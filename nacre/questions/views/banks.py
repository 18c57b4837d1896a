"""Banks of questions at the desk: list, one with its questions, a new one, its name."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.members.views.circle import attempt
from nacre.questions import actions
from nacre.questions.forms import BankForm, FilterForm
from nacre.questions.kinds import KINDS
from nacre.questions.models import DESK, Bank, Question
from nacre.questions.views.gate import desk_only, own_bank

A_PAGE = 50


@desk_only
@require_safe
def bank_list(request: Request) -> HttpResponse:
    """The banks of the community with how much they hold."""
    banks = Bank.objects.visible_to(request.viewer).with_counts()
    page = Paginator(banks, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "questions/bank_list.html", {"page": page})


@desk_only
@require_safe
def bank_detail(request: Request, key: str) -> HttpResponse:
    """The questions of a bank, by words, kind and whether they are in use."""
    bank = own_bank(request, key)
    form = FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    questions = Question.objects.visible_to(request.viewer).in_bank(bank)
    if said.get("q"):
        questions = questions.containing(said["q"])
    if said.get("kind"):
        questions = questions.filter(kind=said["kind"])
    if said.get("state"):
        questions = questions.filter(is_suspended=said["state"] == "suspended")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "bank": bank,
        "form": form,
        "is_filtered": any(said.values()),
        "page": Paginator(questions, A_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
    }
    return render(request, "questions/bank_detail.html", context)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def bank_new(request: Request) -> HttpResponse:
    """Begin a bank."""
    form = BankForm(request.POST or None)
    made: list[Bank] = []
    if form.is_valid() and attempt(
        form, lambda: made.append(actions.make_bank(by=request.viewer, **form.cleaned_data))
    ):
        return redirect(made[0].url)
    return render(request, "questions/bank_edit.html", {"form": form, "back": DESK})


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def bank_edit(request: Request, key: str) -> HttpResponse:
    """Name a bank anew."""
    bank = own_bank(request, key)
    form = BankForm(request.POST or None, initial={"name": bank.name, "note": bank.note})
    if form.is_valid() and attempt(
        form, lambda: actions.change_bank(by=request.viewer, bank=bank, **form.cleaned_data)
    ):
        return redirect(bank.url)
    context = {"form": form, "bank": bank, "back": bank.url}
    return render(request, "questions/bank_edit.html", context)


@desk_only
@require_safe
def kind_list(request: Request, key: str) -> HttpResponse:
    """Which kind of question to write."""
    bank = own_bank(request, key)
    return render(request, "questions/kind_list.html", {"bank": bank, "kinds": KINDS.values()})

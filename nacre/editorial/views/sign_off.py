"""The pages behind a letter to a clinical editor: no account, no admin, and GET changes nothing.

Whoever holds the link reads the draft; answering takes a code from a second letter. The link is
the secret that a form token would be, so forms need none, and no address that carries it is sent
on, kept or found by a search engine.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.models import SignOffRequest
from nacre.editorial.passages import ShownDraft, show_draft
from nacre.editorial.reference_checks import what_stops
from nacre.editorial.second_opinion import text_of
from nacre.editorial.sign_off_forms import AnswerForm, PassageForm
from nacre.editorial.sign_off_links import sealed_file, token_hash
from nacre.members.viewer import Viewer
from nacre.pages.models import CommunityDocument, CommunityRendition
from nacre.pages.views import send_file

View = Callable[..., HttpResponse | FileResponse]


def by_letter(view: View) -> View:
    """Find the request that a link belongs to, on its own community's host; keep the link quiet."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: Request, token: str, **more: str) -> HttpResponse | FileResponse:
        known = token_hash(token)
        found = SignOffRequest.objects.of(here(request)).with_all()
        asked = found.filter(letters__token_hash=known).first() if known else None
        request.viewer = Viewer.anonymous(here(request))  # the link is for one draft, not a sign-in
        if asked is None:
            response: HttpResponse | FileResponse = render(
                request, "editorial/sign_off/unknown.html", status=404
            )
        else:
            response = view(request, asked, token, **more)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@by_letter
@require_safe
def draft(request: Request, asked: SignOffRequest, token: str) -> HttpResponse:
    """The draft as readers will see it, or what became of the request."""
    if asked.problem:
        return _outcome(request, asked)
    shown = show_draft(asked, request, token)
    chosen = request.GET.get("passage", "")
    initial = {"passage": int(chosen)} if chosen.isdecimal() and len(chosen) < 5 else {}
    return _draft(
        request, asked, token, shown, PassageForm(passages=shown.passages, initial=initial)
    )


@by_letter
@require_POST
def comment(request: Request, asked: SignOffRequest, token: str) -> HttpResponse:
    """Keep a comment on a passage, or take one back."""
    if asked.problem:
        return _outcome(request, asked)
    if remove := request.POST.get("remove", ""):
        asked.comments.filter(pk=int(remove) if remove.isdecimal() else 0).delete()
        return _to(token, "#comment")
    shown = show_draft(asked, request, token)
    form = PassageForm(request.POST, passages=shown.passages)
    if form.is_valid() and _is_done(form, lambda: _keep(asked, form, shown)):
        return _to(token, "#comment")
    return _draft(request, asked, token, shown, form)


def _keep(asked: SignOffRequest, form: PassageForm, shown: ShownDraft) -> None:
    said = form.cleaned_data
    number = said["passage"]
    actions.comment_on_passage(
        request=asked, passage=number, quote=shown.quote(number), text=said["comment"]
    )


@by_letter
@require_POST
def code(request: Request, asked: SignOffRequest, token: str) -> HttpResponse:
    """Mail a code, and go on to where it is typed."""
    decision = request.POST.get("decision", actions.APPROVE)
    form = AnswerForm(initial={"decision": decision})
    try:
        actions.send_code(request=asked)
    except ValidationError as refusal:
        return _outcome(request, asked, refusal.messages[0])
    return redirect(f"{_address(token)}answer/?decision={form['decision'].value()}")


@by_letter
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, asked: SignOffRequest, token: str) -> HttpResponse:
    """Where the code is typed; the right one signs the draft off, or sends it back."""
    if asked.problem:
        return _outcome(request, asked)
    decision = request.GET.get("decision", "")
    decision = actions.RETURN if decision == actions.RETURN else actions.APPROVE
    form = AnswerForm(request.POST or None, initial={"decision": decision})
    if request.method == "POST" and form.is_valid():
        if _is_done(form, lambda: actions.answer_request(request=asked, **form.cleaned_data)):
            return redirect(_address(token))
        asked.refresh_from_db()
    is_return = form["decision"].value() == actions.RETURN
    context = {"asked": asked, "form": form, "is_return": is_return, "page": _page(asked)}
    context |= {"back": _address(token), "address": _masked(asked.user.email)}
    return render(request, "editorial/sign_off/answer.html", context)


@by_letter
@require_safe
def file(request: Request, asked: SignOffRequest, token: str, seal: str) -> FileResponse:
    """A picture or document of the draft, while the draft can be read."""
    named = sealed_file(seal, asked.pk)
    if named is None or asked.problem:
        raise Http404
    sort, pk = named
    if sort == "images":
        return send_file(get_object_or_404(CommunityRendition, pk=pk).file, inline=True)
    return send_file(get_object_or_404(CommunityDocument, pk=pk).file, inline=False)


def _draft(
    request: Request, asked: SignOffRequest, token: str, shown: ShownDraft, form: PassageForm
) -> HttpResponse:
    context = {"asked": asked, "form": form, "draft": shown, "page": _page(asked)}
    context |= {"comments": asked.comments.all(), "back": _address(token)}
    context["stops"] = list(what_stops(text_of(asked.revision.as_object())))
    return render(request, "editorial/sign_off/draft.html", context)


def _outcome(request: Request, asked: SignOffRequest, problem: str = "") -> HttpResponse:
    context = {"asked": asked, "problem": problem or asked.problem, "page": asked.page.specific}
    return render(request, "editorial/sign_off/outcome.html", context)


def _page(asked: SignOffRequest) -> object:
    return asked.revision.as_object()


def _is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except ValidationError as refusal:
        form.add_error("code" if "code" in form.fields else None, refusal)
        return False
    return True


def _address(token: str) -> str:
    return f"/sign-off/{token}/"


def _to(token: str, anchor: str) -> HttpResponse:
    return redirect(_address(token) + anchor)


def _masked(email: str) -> str:
    """Enough of an address to know which mailbox to look into."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"

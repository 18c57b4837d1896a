"""One question at the desk: tried out, written, changed, suspended; and its picture."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.members.refusals import Refused
from nacre.members.views.circle import do_and_go
from nacre.questions import actions
from nacre.questions.asking import ask, read
from nacre.questions.content import Content
from nacre.questions.forms import Sheet, SuspendForm
from nacre.questions.kinds import KINDS
from nacre.questions.lint import lint
from nacre.questions.marking import NotAnswered, mark
from nacre.questions.models import Bank, Picture, Question, QuestionVersion
from nacre.questions.pictures import keep_picture, redrawn
from nacre.questions.views.gate import desk_only, own_bank, own_question

FIELD = "answer"
SHOWN_VERSIONS = 20


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def question_detail(request: Request, key: str) -> HttpResponse:
    """A question as a learner is asked it; POST answers, and nothing is kept of the answer."""
    question = own_question(request, key)
    version = question.current
    if version is None:
        raise Http404
    context = {
        "question": question,
        "kind": KINDS[question.kind],
        "tried": _tried(request, version),
        "lint": lint(question.content),
        "versions": question.versions.order_by("-number")[:SHOWN_VERSIONS],
        "suspend": SuspendForm(),
    }
    return render(request, "questions/question_detail.html", context)


def _tried(request: Request, version: QuestionVersion) -> str:
    seed = str(request.viewer.user_id)
    if request.method != "POST":
        return ask(version, seed=seed, name=FIELD)
    try:
        given = read(version, request.POST, name=FIELD)
    except NotAnswered as why:
        return ask(version, seed=seed, name=FIELD, given=why.given, errors=[str(why)])
    return ask(version, seed=seed, name=FIELD, given=given, mark=mark(version, given))


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: Request, key: str, kind: str) -> HttpResponse:
    """Write a question of a kind."""
    bank = own_bank(request, key)
    if kind not in KINDS:
        raise Http404
    sheet = Sheet(kind, None, request.POST or None, request.FILES or None)

    def save(content: Content, picture: Picture | None) -> Question:
        return actions.write_question(
            by=request.viewer, bank=bank, content=content, picture=picture
        )

    return _edited(request, sheet, bank, save)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request: Request, key: str) -> HttpResponse:
    """Change a question; answers given before stay with what was asked then."""
    question = own_question(request, key)
    sheet = Sheet(question.kind, question, request.POST or None, request.FILES or None)

    def save(content: Content, picture: Picture | None) -> Question:
        actions.change_question(
            by=request.viewer,
            question=question,
            content=content,
            picture=picture,
            since=sheet.main.cleaned_data["since"],
        )
        return question

    return _edited(request, sheet, question.bank, save)


def _edited(
    request: Request, sheet: Sheet, bank: Bank, save: Callable[[Content, Picture | None], Question]
) -> HttpResponse:
    context: dict[str, Any] = {"sheet": sheet, "bank": bank, "kind": KINDS[sheet.kind]}
    if request.method == "POST" and "more" not in request.POST and sheet.is_valid():
        try:
            if "preview" in request.POST:
                context |= _preview(request, sheet)
            else:
                question = _saved(sheet, bank, save)
                messages.success(request, _("The question is kept."))
                return redirect(question.url)
        except (Refused, ValidationError) as why:
            said = why.messages if isinstance(why, ValidationError) else [str(why)]
            sheet.main.add_error(None, said)
    context["back"] = sheet.question.url if sheet.question else bank.url
    return render(request, "questions/question_edit.html", context)


def _saved(
    sheet: Sheet, bank: Bank, save: Callable[[Content, Picture | None], Question]
) -> Question:
    """Everything is checked before a picture is kept."""
    picture = _kept_picture(sheet)
    upload = sheet.main.cleaned_data.get("picture")
    if upload:
        drawn = redrawn(upload)
        actions.checked(sheet.content(Picture(width=drawn.width, height=drawn.height)))
        picture = keep_picture(bank.community, drawn)
    return save(sheet.content(picture), picture)


def _kept_picture(sheet: Sheet) -> Picture | None:
    if sheet.question is None or sheet.main.cleaned_data.get("without_picture"):
        return None
    return sheet.question.picture


def _preview(request: Request, sheet: Sheet) -> dict[str, Any]:
    """What a learner sees before and after answering, of what is not kept yet."""
    picture = _kept_picture(sheet)
    is_new = bool(sheet.main.cleaned_data.get("picture"))
    content = actions.checked(
        sheet.content(picture or (Picture(width=1, height=1) if is_new else None))
    )
    version = QuestionVersion(question_id=0, number=0, content=content.as_json())
    seed = str(request.viewer.user_id)
    unanswered = replace(mark(version, {}), is_scored=False)
    return {
        "asked": ask(version, seed=seed, name="preview"),
        "answered": ask(version, seed=seed, name="told", mark=unanswered, is_locked=True),
        "lint": lint(content),
        "is_picture_lost": is_new,
    }


@desk_only
@require_POST
def question_suspend(request: Request, key: str) -> HttpResponse:
    """Take a question out of use."""
    question = own_question(request, key)
    form = SuspendForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("why", []))))
        return redirect(question.url)
    why = form.cleaned_data["why"]
    return do_and_go(
        request,
        lambda: actions.suspend_question(by=request.viewer, question=question, why=why),
        "The question is suspended; nobody is asked it.",
        question.url,
    )


@desk_only
@require_POST
def question_restore(request: Request, key: str) -> HttpResponse:
    """Bring a question back into use."""
    question = own_question(request, key)
    return do_and_go(
        request,
        lambda: actions.restore_question(by=request.viewer, question=question),
        "The question is in use again.",
        question.url,
    )


@require_safe
def picture(request: Request, key: str) -> HttpResponseBase:
    """The picture of a question, for members: only who was asked knows its key."""
    community = here(request)
    viewer = request.viewer
    if not (viewer.is_member or viewer.is_superuser) or viewer.is_sponsor:
        raise Http404
    found: Picture = get_object_or_404(Picture.objects.of(community), key=key)
    answer = FileResponse(found.file.open("rb"), content_type=found.content_type)
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

"""Files of questions at the desk: brought in, looked at, kept or put away; and a bank taken out."""

from itertools import chain

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.members.refusals import Refused
from nacre.questions import actions
from nacre.questions.content import Content
from nacre.questions.files import ENDINGS, TYPES, read_file, written_as
from nacre.questions.forms import UploadForm
from nacre.questions.intake import LARGEST, CannotBeTaken
from nacre.questions.kinds import KINDS
from nacre.questions.lint import lint
from nacre.questions.models import Bank, Question, Upload
from nacre.questions.views.gate import desk_only, own_bank

A_PAGE = 50


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request, key: str) -> HttpResponse:
    """Bring a file; what is in it is shown before any is kept."""
    bank = own_bank(request, key)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return redirect(_staged(request, bank, form).url)
        except (Refused, CannotBeTaken) as why:
            form.add_error("file", str(why))
    return render(request, "questions/upload.html", {"bank": bank, "form": form})


def _staged(request: Request, bank: Bank, form: UploadForm) -> Upload:
    file = form.cleaned_data["file"]
    reading = read_file(file.read(LARGEST + 1))
    first = next(reading.found, None)
    if first is None:
        raise CannotBeTaken(_("No question was found in it."))
    return actions.stage_upload(
        by=request.viewer,
        bank=bank,
        file_name=file.name or "",
        found=chain([first], reading.found),
        note=reading.note,
    )


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def staged(request: Request, key: str) -> HttpResponse:
    """What came in with a file and what was left out, with why; POST keeps it or puts it away."""
    uploads = Upload.objects.visible_to(request.viewer).select_related("bank")
    held = get_object_or_404(uploads, key=key)
    if request.method == "POST":
        return _decided(request, held)
    page = Paginator(held.found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "upload": held,
        "new": sum(not entry["is_here"] for entry in held.found),
        "page": page,
        "rows": [_row(entry) for entry in page],
        "left": Paginator(held.left, 4 * A_PAGE).get_page(request.GET.get("left")),
    }
    return render(request, "questions/staged.html", context)


def _row(entry: dict) -> dict[str, object]:
    content = Content(**entry["content"])
    return {**entry, "kind": KINDS[content.kind].label, "lint": lint(content)}


def _decided(request: Request, held: Upload) -> HttpResponse:
    try:
        if "keep" in request.POST:
            number = actions.keep_upload(by=request.viewer, upload=held)
            told = ngettext("%(n)d question is kept.", "%(n)d questions are kept.", number)
            messages.success(request, told % {"n": number})
        else:
            actions.drop_upload(by=request.viewer, upload=held)
            messages.success(request, _("The file is put away; nothing of it was kept."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect(held.bank.url)


def _contents(request: Request, bank: Bank) -> list[Content]:
    questions = Question.objects.visible_to(request.viewer).in_bank(bank)
    return [question.content for question in questions.select_related("picture").order_by("pk")]


@desk_only
@require_safe
def export(request: Request, key: str) -> HttpResponse:
    """How a bank is taken out, and what each format cannot say."""
    bank = own_bank(request, key)
    contents = _contents(request, bank)
    formats = [
        {"code": code, "label": label, "export": written_as(code, contents)}
        for code, label in (("gift", "GIFT"), ("xml", "Moodle XML"))
    ]
    return render(request, "questions/export.html", {"bank": bank, "formats": formats})


@desk_only
@require_safe
def export_file(request: Request, key: str, format: str) -> HttpResponse:
    """A bank as a file."""
    bank = own_bank(request, key)
    if format not in ENDINGS:
        raise Http404
    text = written_as(format, _contents(request, bank)).text
    answer = HttpResponse(text, content_type=TYPES[format])
    name = slugify(bank.name) or "questions"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ENDINGS[format]}"'
    return answer

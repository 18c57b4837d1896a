"""A member's certificates: the list, one of them with what others see, its files, its badge."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.certificates import actions
from nacre.certificates.badges import baked
from nacre.certificates.cards import PRINTED, card_of, whole
from nacre.certificates.forms import ChoiceForm
from nacre.certificates.letters import to_stop
from nacre.certificates.models import Badge, Certificate
from nacre.certificates.pdf import pdf
from nacre.certificates.permissions import can_choose
from nacre.certificates.public import face_of
from nacre.certificates.views.gate import holders_only
from nacre.communities.request import Request, here
from nacre.members.views.circle import attempt, do_and_go

PAGE_SIZE = 24


def own_certificate(request: Request, key: str) -> Certificate:
    """One that the viewer has earned."""
    return get_object_or_404(Certificate.objects.own(request.viewer), key=key)


@never_cache
@holders_only
@require_safe
def certificate_list(request: Request) -> HttpResponse:
    """What a member has earned."""
    found = Certificate.objects.own(request.viewer).for_cards()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page", ""))
    cards = [card_of(certificate) for certificate in page]
    context = {
        "page": page,
        "cards": cards,
        "ending": [card for card in cards if card.days_left is not None],
    }
    return render(request, "certificates/certificate_list.html", context)


@never_cache
@holders_only
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_detail(request: Request, key: str) -> HttpResponse:
    """One certificate as its holder and as others see it; POST changes what others see."""
    certificate = own_certificate(request, key)
    form = ChoiceForm(request.POST or None, certificate=certificate)
    if form.is_valid() and attempt(
        form,
        lambda: actions.allow(by=request.viewer, certificate=certificate, **form.cleaned_data),
    ):
        messages.success(request, _("Your choices are kept. They hold at once."))
        return redirect(certificate.path)
    context = {
        "certificate": certificate,
        "card": card_of(certificate),
        "face": face_of(certificate),
        "form": form,
        "can_choose": can_choose(request.viewer, certificate),
        "public_url": here(request).url(certificate.public_path),
        "history": Certificate.objects.history(certificate.membership, certificate.subject),
    }
    return render(request, "certificates/certificate_detail.html", context)


@never_cache
@require_safe
def certificate_pdf(request: Request, key: str) -> HttpResponse:
    """The certificate on paper, for its holder and the desk."""
    certificate = on_paper(request, key)
    return _file(pdf(certificate, here(request)), "application/pdf", f"{certificate.number}.pdf")


@never_cache
@require_safe
def certificate_facts(request: Request, key: str) -> HttpResponse:
    """The same facts for a program."""
    certificate = on_paper(request, key)
    text = (
        json.dumps(
            whole(certificate, here(request)), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
        )
        + "\n"
    )
    return _file(text.encode(), "application/json", f"{certificate.number}.json")


def on_paper(request: Request, key: str) -> Certificate:
    """One that may be printed: what was revoked or replaced is not given out again."""
    found = Certificate.objects.visible_to(request.viewer)
    certificate = get_object_or_404(found, key=key)
    if certificate.state() not in PRINTED:
        raise Http404
    return certificate


@holders_only
@require_POST
def badge_choice(request: Request, key: str) -> HttpResponse:
    """Make a badge of a certificate, or take it back."""
    certificate, by = own_certificate(request, key), request.viewer
    if request.POST.get("wanted") == "yes":
        return do_and_go(
            request,
            lambda: actions.opt_in_badge(certificate=certificate, by=by),
            "Your badge is ready. Keep the file, or give its address to a wallet.",
            f"{certificate.path}#badge",
        )
    return do_and_go(
        request,
        lambda: actions.withdraw_badge(certificate=certificate, by=by),
        "Your badge is taken back. Copies of it are told as revoked.",
        f"{certificate.path}#badge",
    )


@never_cache
@holders_only
@require_safe
def badge_file(request: Request, key: str, form: str) -> HttpResponse:
    """The badge as a signed text, or as a picture with the text inside."""
    certificate = own_certificate(request, key)
    badges = Badge.objects.of(request.community).published().with_certificate()
    badge = get_object_or_404(badges, certificate=certificate)
    if form == "svg":
        return _file(baked(badge).encode(), "image/svg+xml", f"{certificate.number}.svg")
    return _file(badge.token.encode(), "text/plain", f"{certificate.number}.jwt")


@csrf_exempt  # mail programs post here without a session; the signed token does this one thing alone
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: Request, token: str) -> HttpResponse:
    """GET asks, POST stops reminders about one certificate; signed in or not."""
    certificate = to_stop(token, here(request))
    if certificate is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.stop_reminders(certificate=certificate)
    return render(request, "certificates/mail_stop.html", {"is_done": is_done})


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "default-src 'none'"
    answer["X-Robots-Tag"] = "noindex"
    return answer

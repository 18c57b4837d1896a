"""How near a member lets others come: choices, blocks, suggestions put away, letters stopped."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.members.models import Membership
from nacre.members.views.circle import attempt
from nacre.networking import actions
from nacre.networking.cards import card_of
from nacre.networking.colleagues import choices_of
from nacre.networking.forms import ChoicesForm
from nacre.networking.letters import membership_to_stop
from nacre.networking.models import Block
from nacre.networking.tiers import own_key
from nacre.networking.views.connections import HOME, colleague
from nacre.networking.views.gate import do_and_return, members_only

CHOICES = "/connections/choices/"
MOST_SHOWN = 200


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: Request) -> HttpResponse:
    """Who may write, letters, and whom one keeps away."""
    viewer = request.viewer
    chosen = choices_of(own_key(viewer))
    names = ("openness", "wants_mail")
    form = ChoicesForm(
        request.POST or None, initial={name: getattr(chosen, name) for name in names}
    )
    if form.is_valid() and attempt(
        form, lambda: actions.change_choices(by=viewer, **form.cleaned_data)
    ):
        messages.success(request, _("Your choices are kept."))
        return redirect(CHOICES)
    blocks = Block.objects.of_viewer(viewer)[:MOST_SHOWN]
    return render(request, "networking/choices.html", {"form": form, "blocks": blocks})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def member_block(request: Request, key: str) -> HttpResponse:
    """GET says what keeping somebody away means and asks; POST does it."""
    other = colleague(request, key)
    if request.method == "POST":
        return do_and_return(
            request,
            lambda: actions.block_member(by=request.viewer, other=other),
            "Kept away. They are not told.",
            CHOICES,
        )
    return render(
        request, "networking/member_block.html", {"other": card_of(other, request.viewer)}
    )


@members_only
@require_POST
def member_unblock(request: Request, key: str) -> HttpResponse:
    """No longer keep somebody away."""
    blocks = Block.objects.of_viewer(request.viewer)
    other = get_object_or_404(blocks, blocked__key=key).blocked
    return do_and_return(
        request,
        lambda: actions.unblock_member(by=request.viewer, other=other),
        "They may write to you again.",
        CHOICES,
    )


@members_only
@require_POST
def suggestion_dismiss(request: Request, key: str) -> HttpResponse:
    """Do not suggest this colleague again."""
    other = colleague(request, key)
    return do_and_return(
        request,
        lambda: actions.dismiss_suggestion(by=request.viewer, other=other),
        "You will not see this suggestion again.",
        HOME,
    )


@csrf_exempt  # mail programs post here without a session; the signed token does this one thing alone
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: Request, token: str) -> HttpResponse:
    """GET asks, POST stops the letters of whoever the link was sent to; signed in or not."""
    own = Membership.objects.of(here(request)).filter(pk=membership_to_stop(token))
    membership = own.first()
    if membership is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.stop_mail(membership=membership)
    return render(request, "networking/mail_stop.html", {"is_done": is_done})

"""Flagged messages: a member flags one, moderators see it with what stands around it, and decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.members.views.circle import attempt
from nacre.networking import actions
from nacre.networking.forms import DecisionForm, FlagForm
from nacre.networking.models import Message, MessageFlag
from nacre.networking.reading import neighbours_of
from nacre.networking.views.gate import members_only, moderators_only

PAGE_SIZE = 20
NEIGHBOURS = 2  # messages before and after, and no more
QUEUE = "/moderation/messages/"


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def message_flag(request: Request, key: str) -> HttpResponse:
    """Bring a message to the moderators."""
    readable = Message.objects.visible_to(request.viewer).for_page()
    message = get_object_or_404(readable.select_related("conversation"), key=key)
    form = FlagForm(request.POST or None)
    back = f"/messages/{message.conversation.key}/"
    if form.is_valid() and attempt(
        form,
        lambda: actions.flag_message(by=request.viewer, message=message, **form.cleaned_data),
    ):
        messages.success(request, _("Thank you. A moderator looks at it and writes to you."))
        return redirect(back)
    return render(
        request, "networking/message_flag.html", {"form": form, "message": message, "back": back}
    )


@moderators_only
@require_safe
def flag_list(request: Request) -> HttpResponse:
    """Flags that wait, oldest first, and the latest decisions."""
    flags = MessageFlag.objects.visible_to(request.viewer).for_queue()
    page = Paginator(flags.waiting(), PAGE_SIZE).get_page(request.GET.get("page", ""))
    decided = flags.filter(decided_at__isnull=False).order_by("-decided_at")[:PAGE_SIZE]
    return render(request, "networking/flag_list.html", {"page": page, "decided": decided})


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def flag_detail(request: Request, key: str) -> HttpResponse:
    """One flagged message with its neighbours alone; POST decides."""
    flags = MessageFlag.objects.visible_to(request.viewer).for_queue()
    flag = get_object_or_404(flags, key=key)
    form = DecisionForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.decide_flag(by=request.viewer, flag=flag, **form.cleaned_data)
    ):
        messages.success(request, _("Decided. Those concerned were told why."))
        return redirect(QUEUE)
    return render(
        request,
        "networking/flag_detail.html",
        {
            "flag": flag,
            "form": form,
            "bubbles": neighbours_of(flag.message, request.viewer, NEIGHBOURS),
        },
    )

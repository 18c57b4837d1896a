"""Conversations: the list, one of them, a new one, and its files."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.members.models import Connection
from nacre.members.views.circle import attempt
from nacre.networking import actions
from nacre.networking.attachments import check_files
from nacre.networking.cards import card_of
from nacre.networking.colleagues import colleagues_of
from nacre.networking.forms import MessageForm, NewConversationForm
from nacre.networking.models import Attachment, Conversation, MessageFlag
from nacre.networking.reading import rows_of, window_of
from nacre.networking.views.gate import do_and_return, members_only

PAGE_SIZE = 20
MOST_TO_CHOOSE = 200
PEOPLE = tuple(
    f"participants__membership__{part}"
    for part in ("user", "organisation", "profile", "community__site")
)


@members_only
@require_safe
def conversation_list(request: Request) -> HttpResponse:
    """A member's conversations, latest first."""
    viewer = request.viewer
    found = Conversation.objects.visible_to(viewer).for_list(viewer)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page", ""))
    context = {
        "page": page,
        "rows": rows_of(list(page), viewer),
        "flags": MessageFlag.objects.visible_to(viewer).waiting().count(),
    }
    return render(request, "networking/conversation_list.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_new(request: Request) -> HttpResponse:
    """Write to a colleague, or to a few of one's contacts."""
    asked_for = [key for key in request.GET.getlist("to") if _is_key(key)][:1]
    colleagues = colleagues_of(request.viewer)
    if asked_for:
        people = [get_object_or_404(colleagues, key=asked_for[0])]
    else:
        contacts = Connection.objects.accepted_keys_of(request.viewer.membership_id)
        people = list(colleagues.filter(pk__in=contacts).order_by("user__family_name", "pk"))
    form = NewConversationForm(
        request.POST or None,
        request.FILES or None,
        people=people[:MOST_TO_CHOOSE],
        initial={"to": asked_for},
    )
    begun: list[Conversation] = []
    if form.is_valid() and attempt(form, lambda: begun.append(_begin(request, form))):
        return redirect("networking:conversation_detail", begun[0].key)
    only = card_of(people[0], request.viewer) if asked_for else None
    return render(
        request, "networking/conversation_new.html", {"form": form, "only": only, "people": people}
    )


def _is_key(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and text.replace("-", "").isalnum()


def _begin(request: Request, form: NewConversationForm) -> Conversation:
    said = form.cleaned_data
    return actions.begin_conversation(
        by=request.viewer,
        to=said["to"],
        text=said["text"],
        is_checked=form.is_checked,
        files=check_files(said["attachments"]),
    )


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_detail(request: Request, key: str) -> HttpResponse:
    """One conversation, newest last, from the first message that is unread; POST answers."""
    viewer = request.viewer
    found = Conversation.objects.visible_to(viewer).prefetch_related(*PEOPLE)
    conversation = get_object_or_404(found, key=key)
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: _send(request, conversation, form)):
        return redirect(f"{request.path}#newest")
    window = window_of(
        conversation,
        viewer,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    return render(
        request,
        "networking/conversation_detail.html",
        {"conversation": conversation, "form": form, "window": window},
    )


def _send(request: Request, conversation: Conversation, form: MessageForm) -> None:
    said = form.cleaned_data
    actions.send_message(
        by=request.viewer,
        conversation=conversation,
        text=said["text"],
        is_checked=form.is_checked,
        files=check_files(said["attachments"]),
    )


@members_only
@require_POST
def conversation_read(request: Request, key: str) -> HttpResponse:
    """A member has seen a conversation up to a message."""
    conversation = get_object_or_404(Conversation.objects.visible_to(request.viewer), key=key)
    up_to = request.POST.get("up_to", "")
    if up_to.isdecimal() and len(up_to) < 19:
        actions.read_conversation(by=request.viewer, conversation=conversation, up_to=int(up_to))
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=204)
    return redirect("networking:conversation_list")


@members_only
@require_POST
def conversation_leave(request: Request, key: str) -> HttpResponse:
    """A member puts a conversation away."""
    conversation = get_object_or_404(Conversation.objects.visible_to(request.viewer), key=key)
    return do_and_return(
        request,
        lambda: actions.leave_conversation(by=request.viewer, conversation=conversation),
        "The conversation is put away.",
        "/messages/",
    )


@members_only
@require_safe
def attachment(request: Request, key: str) -> FileResponse:
    """A file, to those in the conversation alone."""
    found = get_object_or_404(Attachment.objects.visible_to(request.viewer), key=key)
    answer = FileResponse(
        found.file.open("rb"),
        content_type=found.content_type,
        as_attachment=not found.is_picture,
        filename=found.name,
    )
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

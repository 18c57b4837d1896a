"""Flagged posts: moderators see them with what stands around, decide, and close discussions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.discussions import actions
from nacre.discussions.drawing import shown
from nacre.discussions.forms import DecisionForm
from nacre.discussions.models import Flag, ModerationDecision, Post, Thread
from nacre.discussions.views.gate import moderators_only
from nacre.discussions.views.posts import YELLOW_CARD
from nacre.members.views.circle import attempt, do_and_go

PAGE_SIZE = 20
QUEUE = "/moderation/posts/"


@moderators_only
@require_safe
def post_list(request: Request) -> HttpResponse:
    """Posts with open flags, what may identify a patient first, and the latest decisions."""
    waiting = Post.objects.moderated_by(request.viewer).waiting().for_queue()
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page", ""))
    decided = ModerationDecision.objects.visible_to(request.viewer)[:PAGE_SIZE]
    return render(request, "discussions/post_list.html", {"page": page, "decided": decided})


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_decide(request: Request, key: str) -> HttpResponse:
    """One post with its flags and earlier decisions; POST decides."""
    posts = Post.objects.moderated_by(request.viewer).for_queue()
    post = get_object_or_404(posts.select_related("answers__membership__user"), key=key)
    form = DecisionForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.decide_post(by=request.viewer, post=post, **form.cleaned_data)
    ):
        messages.success(request, _("Decided. Those concerned were told why."))
        return redirect(QUEUE)
    flags = list(post.flags.all())
    context = {
        "article": post.thread.page,
        "form": form,
        "gone": post.get_hidden_because_display(),
        "post": shown(post) | {"gone": ""},
        "answers": shown(post.answers) if post.answers else None,
        "flags": flags,
        "decisions": post.decisions.all(),
        "is_adverse_event": any(flag.kind == Flag.Kind.ADVERSE_EVENT for flag in flags),
        "yellow_card": YELLOW_CARD,
    }
    return render(request, "discussions/post_decide.html", context)


@moderators_only
@require_POST
def thread_lock(request: Request, page_id: int) -> HttpResponse:
    """Close a discussion to new posts."""
    thread = get_object_or_404(Thread.objects.visible_to(request.viewer), page=page_id)
    return do_and_go(
        request,
        lambda: actions.lock_thread(by=request.viewer, thread=thread),
        "The discussion is closed to new posts.",
        thread.url,
    )


@moderators_only
@require_POST
def thread_unlock(request: Request, page_id: int) -> HttpResponse:
    """Open a discussion again."""
    thread = get_object_or_404(Thread.objects.visible_to(request.viewer), page=page_id)
    return do_and_go(
        request,
        lambda: actions.unlock_thread(by=request.viewer, thread=thread),
        "Members may write here again.",
        thread.url,
    )

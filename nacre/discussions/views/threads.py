"""The whole discussion of a page: read on, write, follow."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.discussions import actions
from nacre.discussions.drawing import draw, join
from nacre.discussions.forms import PostForm
from nacre.discussions.letters import to_stop
from nacre.discussions.models import Post, Thread, ThreadFollow, discussion_url
from nacre.discussions.permissions import can_be_discussed, can_lock
from nacre.discussions.personal import SHOWN, place_of
from nacre.discussions.querysets import pages_discussed_by
from nacre.discussions.views.gate import members_only
from nacre.members.models import Membership
from nacre.members.views.circle import attempt, do_and_go
from nacre.pages.models import BasePage


def discussed_page(request: Request, page_id: int) -> BasePage:
    """A page that the viewer may discuss."""
    page: BasePage = get_object_or_404(pages_discussed_by(request.viewer), pk=page_id)
    if not can_be_discussed(page):
        raise Http404
    return page


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_detail(request: Request, page_id: int) -> HttpResponse:
    """All that was said about a page, oldest first; POST writes."""
    viewer, page = request.viewer, discussed_page(request, page_id)
    form = PostForm(request.POST or None)
    written: list[Post] = []
    if form.is_valid() and attempt(form, lambda: written.append(_write(request, page, form))):
        return redirect(place_of(written[0]))
    found = Post.objects.visible_to(viewer).below(page_id).in_order().for_list()
    posts = Paginator(found, SHOWN).get_page(request.GET.get("page", ""))
    thread = Thread.objects.visible_to(viewer).filter(page=page).first()
    mine = ThreadFollow.objects.filter(thread=thread, membership=viewer.membership_id)
    context = {
        "article": page,
        "form": form,
        "posts": posts,
        "list": join(draw(posts), viewer),
        "thread": thread,
        "is_followed": thread is not None and mine.exists(),
        "can_lock": thread is not None and can_lock(viewer, thread),
    }
    return render(request, "discussions/thread_detail.html", context)


def _write(request: Request, page: BasePage, form: PostForm) -> Post:
    text = form.cleaned_data["text"]
    return actions.write_post(by=request.viewer, page=page, text=text, is_checked=form.is_checked)


@members_only
@require_POST
def thread_follow(request: Request, page_id: int) -> HttpResponse:
    """Hear of new posts."""
    thread = get_object_or_404(Thread.objects.visible_to(request.viewer), page=page_id)
    return do_and_go(
        request,
        lambda: actions.follow_thread(by=request.viewer, thread=thread),
        "You hear of new posts, once a day at the most.",
        thread.url,
    )


@members_only
@require_POST
def thread_unfollow(request: Request, page_id: int) -> HttpResponse:
    """Hear no more of new posts."""
    thread = get_object_or_404(Thread.objects.visible_to(request.viewer), page=page_id)
    mine = request.viewer.membership_id
    return do_and_go(
        request,
        lambda: actions.stop_following(thread_id=thread.pk, membership_id=mine),
        "You no longer hear of new posts here.",
        discussion_url(page_id),
    )


@csrf_exempt  # mail programs post here without a session; the signed token does this one thing alone
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: Request, token: str) -> HttpResponse:
    """GET asks, POST stops the letters about one discussion; signed in or not."""
    thread_id, membership_id = to_stop(token) or (0, 0)
    if not Membership.objects.of(here(request)).filter(pk=membership_id).exists():
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.stop_following(thread_id=thread_id, membership_id=membership_id)
    return render(request, "discussions/mail_stop.html", {"is_done": is_done})

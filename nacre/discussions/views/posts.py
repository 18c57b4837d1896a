"""One post: its place, an answer, a change, taking it back, a flag."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.discussions import actions
from nacre.discussions.drawing import shown
from nacre.discussions.forms import FlagForm, PostForm
from nacre.discussions.models import Post
from nacre.discussions.permissions import can_edit, can_remove
from nacre.discussions.personal import place_of
from nacre.discussions.views.gate import members_only
from nacre.members.views.circle import attempt, do_and_go

YELLOW_CARD = "https://yellowcard.mhra.gov.uk/"


def readable_post(request: Request, key: str) -> Post:
    """A post in a discussion that the viewer may read."""
    posts = Post.objects.visible_to(request.viewer).for_list()
    return get_object_or_404(posts.select_related("thread__page", "answers"), key=key)


def open_post(request: Request, key: str) -> Post:
    """The same, with its text still there."""
    post = readable_post(request, key)
    if post.is_hidden:
        raise Http404
    return post


@members_only
@require_safe
def post_detail(request: Request, key: str) -> HttpResponse:
    """To where a post stands."""
    return redirect(place_of(readable_post(request, key)))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_reply(request: Request, key: str) -> HttpResponse:
    """Answer a post."""
    post = open_post(request, key)
    form = PostForm(request.POST or None)
    written: list[Post] = []
    if form.is_valid() and attempt(form, lambda: written.append(_answer(request, post, form))):
        return redirect(place_of(written[0]))
    return render(request, "discussions/post_reply.html", _context(post, form))


def _answer(request: Request, post: Post, form: PostForm) -> Post:
    text = form.cleaned_data["text"]
    return actions.answer_post(by=request.viewer, post=post, text=text, is_checked=form.is_checked)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: Request, key: str) -> HttpResponse:
    """Put one's own post right."""
    post = open_post(request, key)
    if request.method != "POST" and not can_edit(request.viewer, post):
        raise Http404
    form = PostForm(request.POST or None, initial={"text": post.text})
    if form.is_valid() and attempt(form, lambda: _edit(request, post, form)):
        return redirect(place_of(post))
    return render(request, "discussions/post_edit.html", _context(post, form))


def _edit(request: Request, post: Post, form: PostForm) -> None:
    text = form.cleaned_data["text"]
    actions.edit_post(by=request.viewer, post=post, text=text, is_checked=form.is_checked)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_remove(request: Request, key: str) -> HttpResponse:
    """Take one's own post back; GET asks."""
    post = readable_post(request, key)
    if request.method == "POST":
        return do_and_go(
            request,
            lambda: actions.remove_post(by=request.viewer, post=post),
            "Your post is removed.",
            place_of(post),
        )
    if not can_remove(request.viewer, post):
        raise Http404
    return render(request, "discussions/post_remove.html", _context(post))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_flag(request: Request, key: str) -> HttpResponse:
    """Bring a post to the moderators."""
    post = open_post(request, key)
    form = FlagForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.flag_post(by=request.viewer, post=post, **form.cleaned_data)
    ):
        messages.success(request, _("Thank you. A moderator looks at it and writes to you."))
        return redirect(place_of(post))
    return render(request, "discussions/post_flag.html", _context(post, form))


def _context(post: Post, form: object = None) -> dict[str, object]:
    return {"post": shown(post), "form": form, "back": post.url, "yellow_card": YELLOW_CARD}

"""Packages at the desk: bring, look through, try out, name, remove; and the way into one."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.scorm import actions, upload_work
from nacre.scorm.forms import TitleForm, UploadForm
from nacre.scorm.models import Package, PackageAttempt, PackageUpload
from nacre.scorm.permissions import can_keep_packages
from nacre.scorm.playing import frame_policy, frame_url

A_PAGE = 30


def desk_only(view: Callable) -> Callable:
    """Closed to everyone who does not keep packages here."""

    @never_cache
    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        here(request)
        if not request.viewer.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not can_keep_packages(request.viewer):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def package_list(request: Request) -> HttpResponse:
    """The packages of the community, and a form to bring another."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = upload_work.receive_upload(**form.cleaned_data, by=request.viewer)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("learning:scorm:upload_detail", key=upload.key)
    packages = Package.objects.visible_to(request.viewer).for_list()
    context = {
        "form": form,
        "page": Paginator(packages, A_PAGE).get_page(request.GET.get("page")),
        "uploads": PackageUpload.objects.visible_to(request.viewer).unfinished()[:10],
    }
    return render(request, "scorm/package_list.html", context)


@desk_only
@require_safe
def upload_detail(request: Request, key: str) -> HttpResponse:
    """What became of a file that was brought."""
    upload = get_object_or_404(
        PackageUpload.objects.visible_to(request.viewer).select_related("package"), key=key
    )
    if upload.package is not None:
        return redirect("learning:scorm:package_detail", key=upload.package.key)
    return render(request, "scorm/upload_detail.html", {"upload": upload})


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def package_detail(request: Request, key: str) -> HttpResponse:
    """What is in a package and what the import had to say; POST gives it another title."""
    package = _package(request, key)
    form = TitleForm(request.POST or None, instance=package)
    if request.method == "POST" and form.is_valid():
        actions.rename_package(package=package, title=form.cleaned_data["title"], by=request.viewer)
        messages.success(request, _("Saved."))
        return redirect("learning:scorm:package_detail", key=key)
    tried = PackageAttempt.objects.visible_to(request.viewer).tries_at(package).last()
    context = {"package": package, "form": form, "tried": tried}
    return render(request, "scorm/package_detail.html", context)


@desk_only
@require_POST
def package_try(request: Request, key: str) -> HttpResponse:
    """Begin an attempt that counts nowhere, or a new one."""
    package = _package(request, key)
    membership = Membership.objects.of(here(request)).filter(pk=request.viewer.membership_id)
    mine = membership.first()
    if mine is None:
        messages.error(request, _("To try it out, be a member of this community."))
        return redirect("learning:scorm:package_detail", key=key)
    attempt = actions.open_attempt(
        package=package, membership=mine, is_tryout=True, fresh=bool(request.POST.get("fresh"))
    )
    return redirect("learning:scorm:attempt_play", key=attempt.key)


@desk_only
@require_safe
def attempt_play(request: Request, key: str) -> HttpResponse:
    """An editor's own attempt, as a learner would see it."""
    attempt = get_object_or_404(PackageAttempt.objects.visible_to(request.viewer), key=key)
    context = {
        "attempt": attempt,
        "package": attempt.package,
        "url": frame_url(attempt),
        "back": reverse("learning:scorm:package_detail", args=[attempt.package.key]),
    }
    return frame_policy(render(request, "scorm/attempt_play.html", context))


@desk_only
@require_POST
def package_remove(request: Request, key: str) -> HttpResponse:
    """Delete a package, unless something still shows it."""
    try:
        actions.remove_package(package=_package(request, key), by=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("learning:scorm:package_detail", key=key)
    messages.success(request, _("Removed, with all attempts at it."))
    return redirect("learning:scorm:package_list")


def _package(request: Request, key: str) -> Package:
    packages = Package.objects.visible_to(request.viewer).select_related("imported_by")
    return get_object_or_404(packages, key=key)

"""A member's photograph, to those who may see it and to nobody else."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from nacre.communities.request import Request
from nacre.members import photograph
from nacre.members.models import Membership
from nacre.members.visibility import profile_of


@require_safe
def member_photograph(request: Request, key: str, version: str, size: int) -> FileResponse:
    """One size of a photograph. Hidden, missing and outdated ones are answered alike."""
    membership = get_object_or_404(Membership.objects.for_profile().here(request.viewer), key=key)
    shown = profile_of(membership, request.viewer)
    is_there = shown and shown.photograph and membership.photograph[:8] == version
    if not is_there or size not in photograph.SIZES:
        raise Http404
    answer = FileResponse(
        default_storage.open(photograph.path_of(membership.photograph, size)),
        content_type="image/webp",
    )
    answer["Cache-Control"] = "private, max-age=600"
    answer["Vary"] = "Cookie"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer

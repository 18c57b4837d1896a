"""A published module as all its learners share it, kept in the process under the community's stamp.

Publishing, and the hour at which a page opens or expires, change the stamp and so outdate it
everywhere at once (communities.tenancy). What is kept is only read; a new attempt, which asks the
questions as they are now, does not begin from it.
"""

from django.core.cache import caches

from nacre.communities.request import Request, here
from nacre.learning.models import ModulePage

KEPT_FOR = 600  # seconds


def module_open_to(request: Request, pk: int) -> ModulePage | None:
    """The module, with its course, its screens and who pays, if the viewer may open it."""
    community = here(request)
    key = f"module:{community.pk}:{request.stamp}:{pk}"
    kept = caches["local"].get(key)
    if kept is None:
        kept = _load(request, pk)
        if kept is None:
            return None
        caches["local"].set(key, kept, KEPT_FOR)
    return kept if kept.audience_id in request.viewer.audience_ids else None


def _load(request: Request, pk: int) -> ModulePage | None:
    found: ModulePage | None = ModulePage.objects.of(here(request)).open_now().filter(pk=pk).first()
    if found is not None:
        found.community = found.course.community = here(request)
        found.funding, found.screens  # noqa: B018 - worked out once, for all who share it
    return found

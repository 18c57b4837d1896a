"""Who might write about a paper: members who named its subjects among their interests."""

from django.db.models import Count, Q

from nacre.communities.models import Community
from nacre.editorial.rating_querysets import is_of_a_profession
from nacre.evidence.models import Citation
from nacre.members.models import Membership
from nacre.members.models.directory import INTEREST
from nacre.members.viewer import Viewer
from nacre.pages.models import Topic

MOST_SUGGESTED = 6


def topics_of(citation: Citation, community: Community | None) -> list[Topic]:
    """The community's topics that a paper is about: by its MeSH headings, else by its title."""
    headings = {heading.get("ui") for heading in citation.details.get("headings", [])}
    title = f" {citation.title.casefold()} "
    found = []
    for topic in Topic.objects.of(community):
        words = [topic.label, topic.mesh_label, *topic.synonyms]
        is_named = any(word and f" {word.casefold()}" in title for word in words)
        if (topic.mesh_id and topic.mesh_id in headings) or is_named:
            found.append(topic)
    return found


def suggested(citation: Citation, viewer: Viewer, name: str = "") -> list[Membership]:
    """Practising members whom this editor may find, the best fitting first; or those of a name.

    Fitting is asked of the directory, which knows only the interests that a member shows.
    """
    members = Membership.objects.visible_to(viewer).filter(is_of_a_profession())
    if name.strip():
        for word in name.split():
            members = members.filter(
                Q(user__given_name__icontains=word) | Q(user__family_name__icontains=word)
            )
        ranked = members.order_by("user__family_name", "user__given_name", "pk")
    else:
        words = [f"{INTEREST}{topic.slug}" for topic in topics_of(citation, viewer.community)]
        fitting = Count("directory_entry__words", filter=Q(directory_entry__words__word__in=words))
        ranked = members.annotate(fitting=fitting).filter(fitting__gt=0)
        ranked = ranked.order_by("-fitting", "user__family_name", "pk")
    return list(ranked.for_profile()[:MOST_SUGGESTED])

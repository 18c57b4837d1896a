"""What a profile or an organisation's page offers a viewer to do: connect, write, follow, keep away."""

from django.template.loader import render_to_string

from nacre.communities.request import Request
from nacre.members.models import Organisation
from nacre.networking.colleagues import colleagues_of, shared_contacts
from nacre.networking.models import Follow
from nacre.networking.relations import relation_of
from nacre.networking.tiers import is_offered_to
from nacre.ui.slots import fills


@fills("member_actions")
def member_actions(request: Request) -> str:
    """Below the name on a colleague's profile."""
    match = request.resolver_match
    if match is None or "key" not in match.kwargs or not is_offered_to(request.viewer):
        return ""
    other = colleagues_of(request.viewer).filter(key=match.kwargs["key"]).first()
    if other is None:
        return ""
    relation = relation_of(request.viewer, other)
    shared = [] if relation.state == "connected" else shared_contacts(request.viewer, other)
    context = {"relation": relation, "other": other, "shared": shared}
    return render_to_string("networking/_member_actions.html", context, request)


@fills("organisation_actions")
def organisation_actions(request: Request) -> str:
    """Below the name of an organisation."""
    match = request.resolver_match
    if match is None or "ods_code" not in match.kwargs or not is_offered_to(request.viewer):
        return ""
    place = Organisation.objects.coded(match.kwargs["ods_code"]).first()
    if place is None:
        return ""
    follow = Follow.objects.visible_to(request.viewer).filter(organisation=place).first()
    context = {"place": place, "follow": follow}
    return render_to_string("networking/_organisation_actions.html", context, request)

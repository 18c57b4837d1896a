"""Tells the floors below a community's topics: what members may be interested in, and their names."""

from nacre.communities.models import Community
from nacre.insights.labels import topic_labels
from nacre.members.interests import Interest, told_by
from nacre.pages.models import Topic


@told_by
def topics(community: Community) -> list[Interest]:
    """The community's vocabulary, by label."""
    return [
        Interest(topic.slug, topic.label, tuple(topic.synonyms))
        for topic in Topic.objects.filter(community=community)
    ]


@topic_labels.append
def labels(community: Community) -> dict[str, str]:
    """What a report calls each topic."""
    return dict(Topic.objects.filter(community=community).values_list("slug", "label"))

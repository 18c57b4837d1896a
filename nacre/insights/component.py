"""What insights adds to a community: reports, heartbeats, and the kinds of activity it knows."""

from nacre.components import Activity, Component, Urls
from nacre.insights.kinds import KINDS


class Insights(Component):
    """Counting and reporting."""

    slug = "insights"
    name = "Insights"
    urls = Urls(prefix="", module="nacre.insights.urls")
    activities = [Activity(kind, explanation) for kind, explanation in KINDS.items()]

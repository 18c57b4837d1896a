"""Learning Zone as a component: what it brings to a community that switches it on."""

from nacre.components import Activity, Component, Urls
from nacre.components import Component, Urls


class Learning(Component):
    """Courses of short modules."""

    slug = "learning"
    name = "Learning Zone"
    urls = Urls("", "nacre.learning.urls")
    activities = [
        Activity("question.written", "An editor wrote a question."),
        Activity("question.changed", "An editor changed a question."),
        Activity("question.suspended", "An editor took a question out of use."),
        Activity("question.restored", "An editor brought a question back into use."),
        Activity("question.imported", "An editor kept the questions of a file."),
    ]

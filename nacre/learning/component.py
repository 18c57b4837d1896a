"""Learning Zone as a component: what it brings to a community that switches it on."""

from nacre.components import Component


class Learning(Component):
    """Courses of short modules."""

    slug = "learning"
    name = "Learning Zone"

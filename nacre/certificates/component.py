"""Certificates as a component: what it brings to a community that switches it on."""

from nacre.components import Component


class Certificates(Component):
    """What a member has earned, and its public proof."""

    slug = "certificates"
    name = "Certificates"

"""CPD as a component: what it brings to a community that switches it on."""

from nacre.components import Component


class Cpd(Component):
    """What a member learnt, in one ledger."""

    slug = "cpd"
    name = "CPD"

"""Why a package is not taken in."""

from nacre.members.refusals import Refused


class PackageRefused(Refused):
    """The package is broken, hostile or of a kind that is not played; the sentence says which."""

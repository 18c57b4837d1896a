"""Members of whom one keeps the other away: no letter of the floors below tells them of each other."""

from nacre.members.apart import told_by
from nacre.networking.models import Block


@told_by
def blocked(membership_id: int) -> set[int]:
    """Whom a member keeps away, and who keeps them away."""
    return Block.objects.around(membership_id)

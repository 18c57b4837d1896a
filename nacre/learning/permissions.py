"""Who learns, and who looks after what is learnt."""

from nacre.members.viewer import Viewer


def can_learn(by: Viewer) -> bool:
    """Whether somebody takes courses here: members, in person; nobody who is here for a company."""
    return (
        by.membership_id is not None
        and by.is_member
        and by.impersonated_by is None
        and not by.is_sponsor
    )


def can_look_after_learning(by: Viewer) -> bool:
    """Whether somebody sees how courses are doing: the editors of the community, in person."""
    return by.is_editor and by.impersonated_by is None

"""What is done with certificates: awarded, revoked, issued again, shown, made into badges."""

from nacre.certificates.actions.awarding import award
from nacre.certificates.actions.changing import reissue, revoke
from nacre.certificates.actions.choosing import allow, stop_reminders
from nacre.certificates.actions.forgetting import forget_holder
from nacre.certificates.actions.giving_badges import opt_in_badge, rotate_key, withdraw_badge

__all__ = [
    "allow",
    "award",
    "forget_holder",
    "opt_in_badge",
    "reissue",
    "revoke",
    "rotate_key",
    "stop_reminders",
    "withdraw_badge",
]

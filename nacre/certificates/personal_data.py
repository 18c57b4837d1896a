"""What certificates hold about people."""

from nacre.certificates.actions.forgetting import forget_holder
from nacre.privacy.holdings import AtErasure, hold

PROOF = "The number stays, so that whoever checks it reads that it is no longer available."

hold(
    "certificates.Certificate", "Certificates you earned",
    "So that you can prove what you completed. " + PROOF, person=("membership__user",),
    at_erasure=AtErasure.BLANKED, erase=forget_holder, hidden=("seal", "check_code"), order=30,
)  # fmt: skip
hold(
    "certificates.Badge", "Badges you made of certificates",
    "So that you can show them elsewhere. The place in the list of revoked badges stays.",
    person=("certificate__membership__user",), at_erasure=AtErasure.BLANKED, erase=forget_holder,
    shown=("token", "issued_at", "withdrawn_at"), order=20,
)  # fmt: skip
hold(
    "certificates.Reminder", "Letters before a certificate ends", "So that each is written once.",
    person=("certificate__membership__user",), order=10,
)  # fmt: skip
hold(
    "certificates.Certificate", "Certificates you revoked",
    "The decision stays without you.", person=("revoked_by__user",),
    at_erasure=AtErasure.DETACHED, shown=("number", "revoked_at", "revoked_because"), order=30,
)  # fmt: skip
hold(
    "certificates.Certificate", "Certificates you issued again",
    "The decision stays without you.", person=("reissued_by__user",),
    at_erasure=AtErasure.DETACHED, shown=("number", "reissued_because"), order=30,
)  # fmt: skip

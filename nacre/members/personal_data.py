"""What members holds about people."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import Q

from nacre.members import photograph
from nacre.members.actions.documents import forget_documents
from nacre.members.actions.evidence import forget_person
from nacre.members.actions.impersonating import forget_in_log
from nacre.privacy.consents import ask_consent
from nacre.privacy.holdings import AtErasure, hold, hold_elsewhere, not_personal

MEMBERSHIP = "So that you are a member, and colleagues find you."
SEALS = ("detail_salt", "detail_hash", "checker_salt", "checker_hash", "prev_hash", "row_hash")
VERIFIED = "So that everyone here can trust that colleagues are who they say."

hold("members.Membership", "Memberships", MEMBERSHIP, person=("user",), order=90)
hold("members.DirectoryEntry", "Entries in the directory", MEMBERSHIP, person=("membership__user",))
hold(
    "members.DirectoryWord", "Words by which you are found", MEMBERSHIP,
    person=("entry__membership__user",), order=40,
)  # fmt: skip
hold("members.ProfessionalRegistration", "Registration numbers", VERIFIED, person=("user",))
hold(
    "members.VerificationEvidence", "Findings about who you are",
    VERIFIED + " The row stays in the chain, emptied of you.", person=("user",),
    at_erasure=AtErasure.BLANKED, erase=forget_person, hidden=SEALS, order=40,
)  # fmt: skip
hold(
    "members.VerificationEvidence", "Findings you made about others",
    "The record of the decision stays; your name is taken off.", person=("checked_by",),
    at_erasure=AtErasure.DETACHED, erase=forget_person, shown=("sort", "outcome", "checked_at"),
    order=40,
)  # fmt: skip
hold(
    "members.Impersonation", "Times that staff looked as you",
    "So that you know of each. The row stays in its chain, emptied of you and of the reason.",
    person=("member",), at_erasure=AtErasure.BLANKED, erase=forget_in_log,
    shown=("community", "by", "reason", "happened_at", "until_at"), order=40,
)  # fmt: skip
hold(
    "members.Impersonation", "Times that you looked as a member",
    "The member was told; your name is taken off.", person=("by",),
    at_erasure=AtErasure.DETACHED, erase=forget_in_log,
    shown=("community", "happened_at", "until_at"), order=40,
)  # fmt: skip
hold(
    "members.Connection", "Colleagues you are linked with", "So that you keep in touch.",
    person=("requested_by__user", "addressed_to__user"), shown=("asked_at", "answered_at"),
    order=40,  # not the state: a "no" is never told
)  # fmt: skip
hold(
    "members.Connection", "Introductions you made", "The link between others stays.",
    person=("introduced_by__user",), at_erasure=AtErasure.DETACHED, shown=("state",), order=30,
)  # fmt: skip
hold(
    "members.MemberListEntry", "Your line in your body's member list",
    "It is the body's own list. It stays until the body takes it out; ask them too.",
    find=lambda user: Q(email__iexact=user.email) if user.email else Q(pk__in=[]),
    at_erasure=AtErasure.KEPT,
)  # fmt: skip
hold(
    "members.UnfinishedApplication", "Applications you began",
    "So that you go on where you stopped; thirty days at most.", person=("user",), order=40,
)  # fmt: skip
hold(
    "members.SavedSearch", "Searches you saved", "So that you hear when somebody new fits.",
    person=("membership__user",), hidden=("known",), order=40,
)  # fmt: skip
not_personal("members.AdmissionRule", "a rule, no person")

ask_consent(
    "invite-colleagues", "Help to invite colleagues",
    "Moderators may ask me whether I know colleagues at my hospital who should be here.",
)  # fmt: skip
ask_consent(
    "newsletter", "Letters about what is new",
    "This community may write to me about new reviews, reports and meetings.",
)  # fmt: skip
hold("members.Profile", "More of your profile", MEMBERSHIP, person=("membership__user",), order=45)
hold(
    "members.ImportRun", "Files you had taken in", "The record of the import stays without you.",
    person=("by",), at_erasure=AtErasure.DETACHED, shown=("kind", "file_name", "started_at"),
)  # fmt: skip
hold(
    "members.ImportChange", "What an import changed about you", "So that it can be taken back.",
    find=lambda user: Q(before__icontains=user.email), order=40,
)  # fmt: skip
hold(
    "members.MemberListEdition", "Member lists you gave", "The record stays without you.",
    person=("by",), at_erasure=AtErasure.DETACHED, shown=("file_name", "created_at"),
)  # fmt: skip
hold(
    "members.MemberListEdition", "Member lists you approved", "The record stays without you.",
    person=("approved_by",), at_erasure=AtErasure.DETACHED, shown=("file_name", "applied_at"),
)  # fmt: skip
hold(
    "members.StagedLine", "Your line in a member list that is not applied yet",
    "So that the body's list and yours are compared.", order=40,
    find=lambda user: Q(email__iexact=user.email) | Q(membership__user=user),
    shown=("membership_no", "email", "registration_number", "facts", "verdict"),
)  # fmt: skip
hold(
    "members.Team", "Teams you lead", "What is said of the team stays without you.",
    person=("lead__user",), at_erasure=AtErasure.DETACHED,
    shown=("organisation", "introduction", "contacts", "described_at"), order=40,
)  # fmt: skip
hold(
    "members.Referral", "Invitations you sent", "To write to a colleague once, and remind once.",
    person=("referred_by__user",), hidden=("address_hash", "key"), order=40,
)  # fmt: skip
hold(
    "members.Referral", "The invitation by which you came", "Who invited you keeps no trace of you.",
    find=lambda user: Q(membership__user=user) | Q(email__iexact=user.email),
    shown=("sent_at", "joined_at", "item_title"), order=41,
)  # fmt: skip
hold(
    "members.InviteBatch", "Invite codes you made", "The record stays without you.",
    person=("made_by",), at_erasure=AtErasure.DETACHED, shown=("label", "tier", "made_at"),
)  # fmt: skip
hold(
    "members.InviteCode", "The invite code by which you came",
    "So that a code is good for one person; it stays used, without you.",
    person=("membership__user",), at_erasure=AtErasure.DETACHED, shown=("batch", "used_at"),
    order=40,
)  # fmt: skip
hold(
    "members.MembershipDecision", "Decisions about your membership",
    "The record that a decision was taken stays, without you and without its reason.",
    person=("membership__user",), at_erasure=AtErasure.BLANKED,
    blank={"membership": None, "reason": ""}, order=40,
)  # fmt: skip
hold(
    "members.MembershipDecision", "Decisions you took about others", "They stay without your name.",
    person=("by",), at_erasure=AtErasure.DETACHED, shown=("kind", "decided_at"), order=40,
)  # fmt: skip
hold(
    "members.VerificationNotice", "Letters about a check that runs out",
    "So that nothing is written twice.", person=("evidence__user",), order=30,
)  # fmt: skip
hold(
    "members.SeenDocument", "Documents you sent to a moderator", VERIFIED,
    person=("membership__user",), files=("file",), erase=forget_documents, order=40,
)  # fmt: skip
not_personal("members.QuietAddress", "a hash, kept so that nobody writes to the address again")
hold(
    "socialaccount.SocialAccount", "Identities you added to your account",
    "So that you can sign in with them.", person=("user",),
)  # fmt: skip
hold(
    "socialaccount.SocialToken", "Keys of identities you added", "Not kept.", order=40,
    person=("account__user",), hidden=("token", "token_secret"),
)  # fmt: skip
not_personal("members.ImportProblem", "says the row and the field, never what stood in it")


def _photographs(user: Any) -> list[str]:
    return [name for name in user.memberships.values_list("photograph", flat=True) if name]


def _pictures(user: Any) -> Iterator[tuple[str, Storage, str]]:
    for number, name in enumerate(_photographs(user), start=1):
        largest = photograph.path_of(name, photograph.SIZES[-1])
        yield f"photograph-{number}.webp", default_storage, largest


def _discard(user: Any) -> None:
    for name in _photographs(user):
        transaction.on_commit(partial(photograph.discard, name))


hold_elsewhere(
    "Your photograph", "So that colleagues recognise you.",
    count=lambda user: len(_photographs(user)),
    read=lambda user: [{"file": name} for name, _, _ in _pictures(user)],
    files=_pictures, erase=_discard,
)  # fmt: skip

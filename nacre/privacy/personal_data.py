"""What the ground floor and the libraries hold about people."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q

from nacre.privacy.holdings import AtErasure, hold, not_personal

ACCOUNT = "So that you can sign in, and nobody else as you."
ACTED = "What you did here for others; your name is taken off."


def _sessions(user: Any) -> Q:
    """Sessions say whose they are only inside."""
    number = str(user.pk)
    mine = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if session.get_decoded().get("_auth_user_id") == number
    ]
    return Q(pk__in=mine)


def _log_of_account(user: Any) -> Q:
    kind = ContentType.objects.get_for_model(user)
    return Q(content_type=kind, object_id=str(user.pk))


def _letters(user: Any) -> Q:
    names = [text for text in (user.email, user.name) if text]
    asked = Q(pk__in=[])
    for text in names:
        asked |= Q(args_kwargs__icontains=text)
    return asked


hold(
    "members.User", "Account", ACCOUNT, find=lambda user: Q(pk=user.pk),
    hidden=("password",), order=99,
)  # fmt: skip
hold("members.User_groups", "Groups of your account", ACCOUNT, person=("user",))
hold("members.User_user_permissions", "Permissions of your account", ACCOUNT, person=("user",))
hold("account.EmailAddress", "E-mail addresses", ACCOUNT, person=("user",))
hold(
    "account.EmailConfirmation", "Confirmations of an address", ACCOUNT,
    person=("email_address__user",), hidden=("key",), order=40,
)  # fmt: skip
hold("socialaccount.SocialAccount", "Sign-ins at other services", ACCOUNT, person=("user",))
hold(
    "socialaccount.SocialToken", "Keys of those sign-ins", ACCOUNT, person=("account__user",),
    hidden=("token", "token_secret"), order=40,
)  # fmt: skip
hold(
    "mfa.Authenticator", "Second factors and passkeys", ACCOUNT, person=("user",), hidden=("data",)
)
hold(
    "usersessions.UserSession", "Where you are signed in", ACCOUNT, person=("user",),
    hidden=("session_key", "data"),
)  # fmt: skip
hold("sessions.Session", "Open sessions", ACCOUNT, find=_sessions, shown=("expire_date",), order=40)
hold(
    "django_tasks_database.DBTaskResult", "Letters and tasks that name you",
    "Letters wait here until they are sent; deleted when you are.",
    find=_letters, shown=("task_path", "enqueued_at", "finished_at", "args_kwargs"), order=40,
)  # fmt: skip
hold("privacy.Consent", "What you agreed to", "To keep to what you said.", person=("user",))
not_personal("privacy.Erasure", "a proof without a name")
hold(
    "communities.Enquiry", "Enquiries to the operator",
    "To answer you.", find=lambda user: Q(email__iexact=user.email),
)  # fmt: skip

# --- The desk: what editors and staff did ------------------------------------------------------------
hold("wagtailusers.UserProfile", "Settings of the editing desk", ACCOUNT, person=("user",))
hold("wagtailadmin.EditingSession", "Pages you had open at the desk", ACCOUNT, person=("user",))
hold("wagtailadmin.FormState", "Drafts the desk kept for you", ACCOUNT, person=("user",))
hold("wagtailcore.APIToken", "Keys for programs", ACCOUNT, person=("user",), hidden=("key_hash",))
hold("wagtailcore.PageSubscription", "Pages whose comments you follow", ACCOUNT, person=("user",))
hold("wagtailcore.CommentReply", "Replies to comments on drafts", ACTED, person=("user",))
hold("wagtailcore.Comment", "Comments on drafts", ACTED, person=("user",))
hold(
    "wagtailcore.Comment", "Comments you resolved", ACTED, person=("resolved_by",),
    at_erasure=AtErasure.DETACHED, shown=("resolved_at",), order=40,
)  # fmt: skip
hold(
    "wagtailcore.Revision", "Versions of pages you saved", ACTED, person=("user",),
    at_erasure=AtErasure.DETACHED, shown=("object_str", "created_at"),
)  # fmt: skip
hold(
    "wagtailcore.Page", "Pages you own",
    "Published pages stay; who owned them is taken off.", person=("owner",),
    at_erasure=AtErasure.DETACHED, shown=("title", "first_published_at", "last_published_at"),
)  # fmt: skip
hold(
    "wagtailcore.Page", "Pages you locked", ACTED, person=("locked_by",),
    at_erasure=AtErasure.DETACHED, shown=("title", "locked_at"),
)  # fmt: skip
hold(
    "wagtailcore.WorkflowState", "Sign-offs you asked for", ACTED, person=("requested_by",),
    at_erasure=AtErasure.DETACHED, shown=("status", "created_at"),
)  # fmt: skip
hold(
    "wagtailcore.TaskState", "Sign-offs you gave or refused", ACTED, person=("finished_by",),
    at_erasure=AtErasure.DETACHED, shown=("status", "comment", "finished_at"),
)  # fmt: skip
hold(
    "wagtailcore.UploadedFile", "Files you were uploading", ACTED, person=("uploaded_by_user",),
    files=("file",),
)  # fmt: skip
for _model, _label in (
    ("wagtailimages.Image", "Pictures you added (library)"),
    ("wagtaildocs.Document", "Documents you added (library)"),
):
    hold(
        _model, _label, ACTED, person=("uploaded_by_user",),
        at_erasure=AtErasure.DETACHED, shown=("title", "created_at"),
    )  # fmt: skip
for _model, _label in (
    ("wagtailcore.PageLogEntry", "What you did to pages"),
    ("wagtailcore.ModelLogEntry", "What you did at the desk"),
):
    hold(
        _model, _label,
        "The record of who changed what; the number of your account stays in it, with no name.",
        person=("user",), at_erasure=AtErasure.KEPT, shown=("action", "timestamp", "label"),
    )  # fmt: skip
hold(
    "wagtailcore.ModelLogEntry", "What staff did to your account",
    "The record stays; your name is taken out of it.", find=_log_of_account,
    at_erasure=AtErasure.BLANKED, blank={"label": "An account that was erased", "data": {}},
    shown=("action", "timestamp"),
)  # fmt: skip

"""The personal parts of every page: who is signed in, and what there is to be told.

Every page asks for these, so they take neither the database nor the template engine.
"""

from urllib.parse import quote

from django.conf import settings
from django.contrib.messages import get_messages
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nacre.communities.request import Request
from nacre.members.permissions import can_refer
from nacre.members.viewer import Viewer
from nacre.ui.icons import icon
from nacre.ui.slots import fills
from nacre.ui.templatetags.patterns import initials, tint

TONES = {"success": "good", "error": "danger", "warning": "warning"}
HERE_ALREADY = ("/accounts/", "/join/")


@fills("person")
def person(request: Request) -> SafeString:
    """A visitor's way in, or the menu of whoever is signed in."""
    viewer = request.viewer
    if not viewer.is_authenticated:
        return _ways_in(request)
    links = format_html_join(
        "", '<li><a href="{}">{}</a></li>', ((url, label) for label, url in links_of(viewer))
    )
    return format_html(
        '<details class="person-menu"><summary><span class="avatar avatar--s avatar--tint-{}" '
        'aria-hidden="true">{}</span><span class="person-menu__name">{}</span>{}</summary><ul>{}'
        '<li><form method="post" action="/accounts/logout/"><input type="hidden" '
        'name="csrfmiddlewaretoken" value="{}"><button>Sign out</button></form></li></ul></details>',
        tint(viewer.name),
        initials(viewer.name),
        viewer.name,
        icon("down"),
        links,
        get_token(request),
    )


def _ways_in(request: Request) -> SafeString:
    path = request.path
    back = "" if path == "/" or path.startswith(HERE_ALREADY) else f"?next={quote(path)}"
    join = ' <a class="button button--small" href="/join/">Join</a>' if request.community else ""
    return format_html(
        '<p class="person-menu person-menu--visitor"><a href="/accounts/login/{}">Sign in</a>{}</p>',
        back,
        SafeString(join),
    )


KEPT = (
    ("learning", "Your learning", "/learn/"),
    ("certificates", "Your certificates", "/certificates/"),
    ("cpd", "Your CPD", "/cpd/"),
)


def links_of(viewer: Viewer) -> list[tuple[str, str]]:
    """What is in a person's menu."""
    links = []
    if viewer.membership_id and viewer.status != "left":
        links.append(("Your profile", "/members/me/"))
    elif viewer.community:
        links.append(("Join this community", "/join/"))
    links += [(label, url) for slug, label, url in KEPT if _is_kept_for(viewer, slug)]
    if can_refer(viewer):
        links.append(("Invite a colleague", "/members/refer/"))
    if viewer.community and viewer.is_moderator:
        links.append(("Moderation", "/moderation/"))
    if viewer.community and (viewer.is_editor or viewer.is_sponsor):
        links.append(("Reports", "/reports/"))
    if viewer.is_editor:
        links.append(("Write and edit", "/cms/"))
    links.append(("Sign-in and security", "/accounts/2fa/"))
    return links


def _is_kept_for(viewer: Viewer, component: str) -> bool:
    """Whether a component keeps something of this person here; also of who lapsed or left."""
    if viewer.community is None or component not in viewer.community.enabled:
        return False
    was_in = viewer.membership_id is not None and viewer.status not in {"", "pending", "declined"}
    return was_in and viewer.impersonated_by is None and not viewer.is_sponsor


@fills("messages")
def messages(request: Request) -> SafeString | str:
    """What just happened, told once."""
    if not _may_have_messages(request):
        return ""
    told = [(TONES.get(m.level_tag, "info"), m.message) for m in get_messages(request)]
    if not told:
        return ""
    return format_html(
        '<div class="messages" role="status">{}</div>',
        format_html_join(
            "",
            '<div class="notice notice--{}">{}<div class="notice__text"><p>{}</p></div></div>',
            ((tone, _drawing(tone), text) for tone, text in told),
        ),
    )


def _may_have_messages(request: Request) -> bool:
    """Visitors served from memory have no session, and no messages without a cookie."""
    if not hasattr(request, "_messages"):
        return False
    storage = request._messages
    kept = "messages" in request.COOKIES or settings.SESSION_COOKIE_NAME in request.COOKIES
    return kept or storage.added_new


def _drawing(tone: str) -> SafeString:
    return icon({"good": "check", "warning": "warning", "danger": "warning"}.get(tone, "info"))

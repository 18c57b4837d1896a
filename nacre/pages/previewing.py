"""A draft as somebody else will see it, in the editor's preview: drawn as for readers, recorded nowhere.

Only the desk gets here (pages/cms.py); to everybody else a draft stays closed. The request is one
that Wagtail makes up for the draft's address: the viewer put on it is that of the persona, so that
no list, file or personal part is the editor's own.
"""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from wagtail.admin.userbar import Userbar

from nacre.communities.request import Request
from nacre.pages import personas, showing
from nacre.ui import slots

if TYPE_CHECKING:
    from nacre.pages.models import BasePage

FOR_MEMBERS = frozenset({"for_you", "latest"})  # the same for all with the persona's audiences
FOR_VISITORS = frozenset({"person", "latest"})


def draw_as(page: "BasePage", request: Request, mode: str) -> HttpResponse:
    """The draft as a persona sees it, with the checks of the preview panel.

    Raises Http404 where the page is of another community than the one whose address was asked, and
    where such a reader would not learn that it exists.
    """
    if request.community != page.community:
        raise Http404
    request.is_preview = True
    request.viewer = viewer = personas.viewer_of(personas.named(mode, page.personas()), page)
    is_open = page.audience_id in viewer.audience_ids
    if page.promotion_label and not is_open:
        raise Http404
    text = showing.opened(page, request) if is_open else showing.locked(page, request)
    filled = slots.fill_only(text, request, FOR_MEMBERS if viewer.is_member else FOR_VISITORS)
    bar = Userbar(object=page).render_html({"request": request})
    response = HttpResponse(filled.replace("</body>", f"{bar}</body>"))
    response["Cache-Control"] = "private, no-store"
    return response

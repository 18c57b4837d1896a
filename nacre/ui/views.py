"""The drawn parts of a community's look, and the page on which every pattern is shown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nacre.ui.motif import mark_svg, pattern_svg
from nacre.ui.samples import samples
from nacre.ui.theme import theme_css, theme_of

SIZES = {"band": (1200, 300), "card": (640, 360), "cover": (1240, 1754)}
A_YEAR = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=300"


def _kept(request: HttpRequest, text: str, sort: str) -> HttpResponse:
    """An answer that browsers keep: for ever when its address names a version."""
    answer = HttpResponse(text, content_type=sort)
    answer["Cache-Control"] = A_YEAR if request.GET.get("v") else A_WHILE
    return answer


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """The custom properties of the community, as a style sheet."""
    return _kept(request, theme_css(theme_of(request)), "text/css; charset=utf-8")


@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """The mark of the community."""
    look = theme_of(request)
    return _kept(request, mark_svg(look.motif, look.hue, look.chroma), "image/svg+xml")


@require_safe
def motif(request: HttpRequest, variant: str) -> HttpResponse:
    """The pattern of the community as band, card or cover."""
    if variant not in SIZES:
        raise Http404
    look = theme_of(request)
    drawing = pattern_svg(
        look.motif,
        look.motif_seed,
        look.motif_density,
        look.hue,
        look.chroma,
        *SIZES[variant],
        variant=variant,
    )
    return _kept(request, drawing, "image/svg+xml")


@require_safe
def pattern_list(request: HttpRequest) -> HttpResponse:
    """Every pattern with sample data, in light and in dark."""
    shown = [samples(mode) for mode in ("light", "dark")]
    return render(request, "ui/pattern_list.html", {"modes": shown})

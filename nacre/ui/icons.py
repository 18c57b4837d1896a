"""The few small drawings of the interface, on a grid of 24, drawn in the colour of the text."""

from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "home": "M4 11l8-7 8 7v9h-6v-6h-4v6H4z",
    "news": "M4 5h12v14H6a2 2 0 0 1-2-2zM16 9h4v8a2 2 0 0 1-4 0M7 9h6M7 12.5h6M7 16h4",
    "reviews": "M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14C17 4.5 14 5 12 6.5zv14",
    "conference": "M4 4h16v11H4zM12 15v3M8 21l4-3 4 3M8 11l2.5-3 2.5 2 3-3",
    "interviews": "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
    "learning": "M2.5 9L12 5l9.5 4L12 13zM6.5 11v5c3 2.5 8 2.5 11 0v-5M21.5 9v6",
    "tools": "M5 3h10l4 4v14H5zM15 3v4h4M8.5 13l2 2 4.5-4.5",
    "members": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M15.5 4.3a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.5 2.5 3.5 5.5",
    "about": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5h0",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
    "reports": "M4 20h16M7 16v-5M12 16V5M17 16V9",
    "discussions": "M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12.5h5",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "check": "M5 12.5l4.5 4.5L19.5 7",
    "page": "M6 3.5h8l4 4v13H6zM14 3.5V8h4M9 12.5h6M9 16h6",
    "close": "M6 6l12 12M18 6L6 18",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "down": "M6 9l6 6 6-6",
    "up-right": "M7 17L17 7M9 7h8v8",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "external": "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
    "warning": "M12 4L2.5 20h19zM12 10v5M12 17.5h0",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5h0",
    "filter": "M4 7h16M7 12h10M10 17h4",
    "bookmark": "M6 4h12v16l-6-4.5L6 20z",
    "flag": "M6 21V4M6 4.5c4-2 6 2 12 0v9c-6 2-8-2-12 0",
    "mail": "M3.5 6h17v12h-17zM4 7l8 6 8-6",
    "more": "M5 12h0M12 12h0M19 12h0",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "verified": "M12 3l2.5 2 3.2 0 .8 3.1 2.5 2-1.2 3 .7 3.2-3 1.2-1.5 2.8-3.2-.7L10 21l-1.7-2.6-3.1-.8.3-3.2L3.5 12l1.7-2.7L5 6l3.2-.5zM8.5 12l2.5 2.5 4.5-5",
}
ICONS |= {"people": ICONS["members"], "journal": ICONS["reviews"], "book": ICONS["reviews"]}


def icon(name: str) -> SafeString:
    """A drawing as inline SVG, hidden from screen readers; an unknown name draws nothing."""
    if name not in ICONS:
        return SafeString("")
    return mark_safe(  # noqa: S308 - the drawings are constants above
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{ICONS[name]}"/></svg>'
    )

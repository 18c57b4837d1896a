"""Drafts that the editor's browser saves by itself, half a second after somebody last typed."""

from django.http import HttpRequest


def is_autosave(request: HttpRequest) -> bool:
    """Whether nobody pressed a button: what is to be said waits until somebody does.

    A message would wait too, and come back once for every pause in the typing.
    """
    return not request.accepts("text/html")

"""What the Learning Zone adds to the desk."""

from wagtail import hooks

from nacre.learning.choosers import CHOOSERS


@hooks.register("register_admin_viewset")
def choosers() -> tuple:
    """The choosers of questions, banks and packages."""
    return CHOOSERS

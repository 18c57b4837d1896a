"""The text of an interview as its member approves it, with pictures that open for them alone."""

import re

from bs4 import BeautifulSoup
from django.urls import reverse

from nacre.editorial.certification import final_form
from nacre.editorial.models import InterviewApproval
from nacre.editorial.sign_off_links import seal_file, sealed_file

FILE = re.compile(r"/(images|documents)/(\d+)/[^\s\"'<>,]+")
OURS = "interview "  # a seal of a sign-off opens nothing here, and the other way round


def text_of(approval: InterviewApproval) -> str:
    """The article as readers will see it."""
    if approval.revision is None:
        return ""

    def own(found: re.Match[str]) -> str:
        seal = seal_file(approval.pk, OURS + found[1], int(found[2]))
        return reverse("editorial:interview_file", args=[approval.ask.key, seal])

    soup = BeautifulSoup(FILE.sub(own, final_form(approval.revision.as_object())), "html.parser")
    for part in soup.select(".no-print"):
        part.decompose()
    return str(soup)


def file_of(approval: InterviewApproval, seal: str) -> tuple[str, int] | None:
    """The sort and id of a file that the text shows; None for anything else."""
    named = sealed_file(seal, approval.pk)
    if named is None or not named[0].startswith(OURS):
        return None
    return named[0].removeprefix(OURS), named[1]

"""One invented case, so that the component shows itself in a demonstration."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver

from bespoke.case_of_the_month.models import CasePage
from nacre.communities.models import Community
from nacre.launch.signals import community_launched
from nacre.pages.models import SectionPage

SECTION = "tools"
CASE = {
    "slug": "a-low-platelet-count-on-a-friday",
    "title": "A low platelet count on a Friday",
    "standfirst": "An invented case. One question, one minute, and why.",
    "findings": (
        "A person in their thirties is well. A routine count shows platelets of 38 ×10⁹/L; "
        "haemoglobin and white cells are normal. There is no bleeding, no new medicine and "
        "no fever. The analyser flags platelet clumps.\n\nThe practice asks for advice before "
        "the weekend."
    ),
    "question": "What would you ask for first?",
    "options": [
        "A repeat count in a citrate tube, with a blood film",
        "Urgent admission for a bone marrow examination",
        "Steroids today and a clinic appointment next week",
    ],
    "right_option": 0,
    "explanation": (
        "Clumps in EDTA are a common reason for a low count in someone who is well. A citrate "
        "sample and a film settle it within hours and spare a weekend of worry. If the count is "
        "truly low, or anything in the story changes, follow local policy for urgent review."
    ),
}


@receiver(community_launched)
def show_a_case(sender: type, community: Community, **kwargs: Any) -> None:
    """Place the case where the component is switched on, once, and in a demonstration only."""
    if not settings.NACRE_DEMO or "case-of-the-month" not in community.enabled:
        return
    section = SectionPage.objects.of(community).filter(slug=SECTION).first()
    if section is None or CasePage.objects.of(community).filter(slug=CASE["slug"]).exists():
        return
    page = CasePage(**CASE)
    section.add_child(instance=page)
    page.save_revision().publish()

"""The editorial board and what its members have declared."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.editorial.models import ClinicalEditor, DeclarationOfInterest
from nacre.members.models import Organisation
from nacre.pages.models import Topic


@transaction.atomic
def seat_editor(*, community: Community, said: dict[str, Any], user: Any = None) -> ClinicalEditor:
    """Put somebody on the editorial board, with what they declared, from a blueprint's item."""
    code = said.get("organisation_ods")
    editor, is_new = ClinicalEditor.objects.get_or_create(
        community=community,
        slug=said["key"],
        defaults={
            "name": said["name"],
            "post": said.get("title", ""),
            "profession": said.get("profession", ""),
            "organisation": Organisation.objects.filter(ods_code=code).first() if code else None,
            "biography": " ".join(said.get("biography", "").split()),
            "is_lead": bool(said.get("is_lead")),
            "user": user,
        },
    )
    if is_new:
        remit = Topic.objects.of(community).filter(slug__in=said.get("remit", []))
        editor.remit.set(remit)
        for declared in said.get("declarations") or ["none"]:
            declare_interest(editor=editor, said=declared)
        editor.interests_confirmed_on = timezone.localdate()
        editor.save(update_fields=["interests_confirmed_on"])
    return editor


def declare_interest(
    *, editor: ClinicalEditor, said: dict[str, Any] | str
) -> DeclarationOfInterest:
    """Note an interest; a bare "none" says that there is nothing to declare."""
    said = said if isinstance(said, dict) else {"category": str(said)}
    year = said.get("year")
    category = category_of(said.get("category", ""))
    if category != DeclarationOfInterest.Category.NONE:
        editor.declarations.filter(category=DeclarationOfInterest.Category.NONE).delete()
    return DeclarationOfInterest.objects.create(
        community=editor.community,
        editor=editor,
        category=category,
        organisation=said.get("organisation", ""),
        description=said.get("description", ""),
        is_personal=said.get("is_personal", True),
        period_from=date(year, 1, 1) if year else None,
        period_to=date(year, 12, 31) if year else None,
    )


def category_of(word: str) -> str:
    """The category that a word means: “advisory board” is “advisory”."""
    known = DeclarationOfInterest.Category.values
    word = word.strip().lower()
    fitting = [c for c in known if c == word or c.startswith(word) or word.startswith(c)]
    return fitting[0] if word and fitting else DeclarationOfInterest.Category.OTHER

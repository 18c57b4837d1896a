"""The letters about recalls and corrections: to clinical editors, to readers, and how these stop."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from nacre.communities.models import Community
from nacre.editorial.models import PageChange, QuietReader, Recall
from nacre.editorial.standings import heading_for
from nacre.evidence.models import CitationNotice
from nacre.members.models import Membership
from nacre.notifications.actions import send_mail
from nacre.pages.mailings import Mailed
from nacre.pages.models import BasePage

SALT = "nacre.editorial.recalls"
ROUTES = "nacre.config.urls"
Matter = CitationNotice | PageChange


@dataclass(frozen=True)
class News:
    """What became of one paper or one page, for somebody who knows a page that it is about."""

    matter: Matter
    page: BasePage

    @property
    def notice(self) -> CitationNotice:
        """What a journal said of the paper."""
        if isinstance(self.matter, CitationNotice):
            return self.matter
        raise AttributeError("notice")

    @property
    def change(self) -> PageChange | None:
        """What we changed ourselves, if it is that."""
        return self.matter if isinstance(self.matter, PageChange) else None

    @property
    def told_of(self) -> dict[str, Matter]:
        """How a row that says they were told names it."""
        return {"change" if self.change else "notice": self.matter}

    @property
    def heading(self) -> str:
        """What happened, in a sentence."""
        return self.change.heading if self.change else heading_for(self.notice.standing)

    @property
    def path(self) -> str:
        """The page; where it was changed, the place that says how."""
        change = self.change
        place = f"#{change.anchor}" if change and not change.is_withdrawal else ""
        return self.page.path_in_community + place

    @property
    def url(self) -> str:
        """The same for a letter."""
        return self.page.community.url(self.path)

    @property
    def replacement_url(self) -> str:
        """The paper that took its place, if there is one."""
        doi = self.notice.citation.replaced_by
        return f"https://doi.org/{doi}" if doi else ""


def write_to_editors(community: Community, recalls: Sequence[Recall]) -> None:
    """One letter to each clinical editor about all pages; where there is none, to the journalists."""
    here = Membership.objects.of(community).signing_in().select_related("user")
    editors = list(here.filter(duty=Membership.Duty.CLINICAL_EDITOR))
    for editor in editors or here.filter(duty=Membership.Duty.JOURNALIST):
        context = {
            "user": editor.user,
            "news": [News(recall.notice, recall.page) for recall in recalls],
            "due_on": recalls[0].due_on,
            "desk_url": community.url("/cms/"),
        }
        send_mail(editor.user.email, "editorial/mail/recall_desk", context, community)


def write_to_member(membership: Membership, news: Sequence[News], community: Community) -> None:
    """One letter about everything that a member read or was mailed."""
    stop_url = community.url(stop_address(membership))
    context = {"user": membership.user, "news": news, "stop_url": stop_url}
    send_mail(
        membership.user.email,
        f"editorial/mail/{_sort_of(news)}_reader",
        context,
        community,
        stop_url=stop_url,
    )


def write_to_address(one: Mailed, news: Sequence[News], community: Community) -> None:
    """The same to somebody who is no member, about what a colleague sent them."""
    context = {"news": news, "quiet_url": community.url(one.stop_path)}
    send_mail(one.address, f"editorial/mail/{_sort_of(news)}_recipient", context, community)


def _sort_of(news: Sequence[News]) -> str:
    """Whether a letter is about our own pages or about papers; it is never about both."""
    return "change" if news[0].change else "recall"


def is_quiet(membership: Membership) -> bool:
    """Whether a member wants none of these letters."""
    return QuietReader.objects.filter(membership=membership).exists()


def stop_address(membership: Membership) -> str:
    """The page that stops these letters, for whoever the letter was sent to."""
    token = signing.dumps(str(membership.key), salt=SALT, compress=False)
    return reverse("editorial:recall_letters", args=[token], urlconf=ROUTES)


def membership_of(token: str, community: Community) -> Membership | None:
    """Whose letters a link of this community is about; None where it is not one of ours."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Membership.objects.of(community).filter(key=key).first()

"""From a blueprint's items to published pages with their files, each placed once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from nacre.communities.models import Community
from nacre.editorial import from_blueprint as made
from nacre.editorial.actions import place_page
from nacre.launch.blueprint import Blueprint, Said
from nacre.launch.documents import Look, make_document
from nacre.launch.opening import opened_on
from nacre.learning.from_blueprint import Banks, course_page, module_page
from nacre.pages.models import CommunityDocument, HomePage, library_of

MONTH = 30


class Content:
    """Puts the items of one blueprint into the tree of its community."""

    def __init__(self, blueprint: Blueprint, community: Community, today: date) -> None:
        self.blueprint, self.community, self.today = blueprint, community, today
        self.material = made.Material(community, today)
        self.look = Look.of(community)
        self.home = HomePage.objects.of(community).get()
        self.placed: dict[str, Page] = {}

    def place(self) -> int:
        """Place everything; answers the number of pages that stand there."""
        found = self.blueprint
        self._each("news", found.news, made.news_page)
        self._each("journal-reviews", found.reviews, made.journal_review_page)
        self._each("interviews", found.interviews, made.interview_page)
        self._each("tools", self._settled(found.resources, first=0), self._resource)
        if found.toolkit:
            self._each("tools", self._settled([found.toolkit], first=2), self._toolkit)
        self._courses()
        self._conference()
        if found.about:
            self._add(made.about_page(found.about, self.material), self.home)
        self._lead()
        return len(self.placed)

    def _each(
        self, section: str, items: list[Said], make: Callable[[Said, made.Material], Any]
    ) -> None:
        below = self.home.get_children().filter(slug=section).first()
        have = set(below.get_children().values_list("slug", flat=True)) if below else set()
        for item in items:
            if below and item["slug"] not in have:
                self._add(make(item, self.material), below)

    def _add(self, page: Any, below: Page) -> Page:
        below.refresh_from_db()
        self.placed[page.slug] = place_page(page=page, below=below)
        return self.placed[page.slug]

    def _settled(self, items: list[Said], first: int) -> list[Said]:
        """Items without a date have been there since soon after the launch."""
        age = (self.today - opened_on(self.community)).days
        return [
            {"days_ago": max(1, age - 7 - 16 * (first + place)), **item}
            for place, item in enumerate(items)
        ]

    def _resource(self, item: Said, material: made.Material) -> Any:
        return self._kept_up(made.resource_page(item, material, self._file(item)), item)

    def _toolkit(self, item: Said, material: made.Material) -> Any:
        return self._kept_up(made.toolkit_page(item, material, self._file(item)), item)

    def _kept_up(self, page: Any, item: Said) -> Any:
        """What has been there for long was reviewed since; the next review lies ahead."""
        if page.review_due_on and page.review_due_on <= self.today + timedelta(days=MONTH):
            months = item.get("review_months") or 12
            ahead = MONTH + len(item["slug"]) * 11 % (months * MONTH - MONTH)
            page.review_due_on = self.today + timedelta(days=ahead)
        return page

    def _file(self, item: Said) -> CommunityDocument:
        library = library_of(self.community)
        file = make_document(item, self.look)
        title = item["document"].get("title") or item["title"]
        document = CommunityDocument.objects.filter(collection=library, title=title).first()
        if document is None:
            document = CommunityDocument(title=title, collection=library)
            document.file.save(file.name, ContentFile(file.content), save=False)
            document._set_document_file_metadata()
            document.save()
        return document

    def _conference(self) -> None:
        congress = self.blueprint.congress
        below = self.home.get_children().filter(slug="conference-reports").first()
        if not congress or below is None:
            return
        place = below.get_children().filter(slug=congress["slug"]).first()
        place = place or self._add(made.conference_page(congress, self.material), below)
        have = set(place.get_children().values_list("slug", flat=True))
        for number, item in enumerate(self.blueprint.reports):
            if item["slug"] not in have:
                page = made.conference_report_page(item, self.material, congress, number)
                self._add(page, place)

    def _courses(self) -> None:
        """The courses of the Learning Zone, each with its modules, and the banks they draw from."""
        below = self.home.get_children().filter(slug="learning").first()
        if below is None:
            return
        banks = Banks(self.community)
        for bank in self.blueprint.banks:
            banks.fill(bank["name"], bank["questions"])
        for item in self._settled(self.blueprint.courses, first=1):
            place = below.get_children().filter(slug=item["slug"]).first()
            place = place or self._add(course_page(item, self.material), below)
            have = set(place.get_children().values_list("slug", flat=True))
            for unit in item["modules"]:
                if unit["slug"] not in have:
                    self._add(module_page(unit, item, self.material, banks), place)

    def _lead(self) -> None:
        """The item that leads the home page, unless editors have chosen another."""
        lead = self.placed.get(self.blueprint.lead)
        if lead and self.home.lead_id is None:
            self.home.refresh_from_db()
            self.home.lead_id = lead.pk
            at = self.home.first_published_at
            self.home.save_revision().publish()
            Page.objects.filter(pk=self.home.pk).update(first_published_at=at)

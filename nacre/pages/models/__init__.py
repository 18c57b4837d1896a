"""Pages, topics, pictures and documents."""

from nacre.pages.models.files import (
    CommunityDocument,
    CommunityImage,
    CommunityRendition,
    library_of,
)
from nacre.pages.models.found import BestBet, SearchPosting, SearchText, SearchWord
from nacre.pages.models.home import HomePage
from nacre.pages.models.link import PageLink
from nacre.pages.models.page import (
    BasePage,
    SectionPage,
    address_of,
    audience_at,
    community_at,
)
from nacre.pages.models.reading import ReadingPlace
from nacre.pages.models.topic import Topic

__all__ = [
    "BasePage",
    "BestBet",
    "CommunityDocument",
    "CommunityImage",
    "CommunityRendition",
    "HomePage",
    "PageLink",
    "ReadingPlace",
    "SearchPosting",
    "SearchText",
    "SearchWord",
    "SectionPage",
    "Topic",
    "address_of",
    "audience_at",
    "community_at",
    "library_of",
]

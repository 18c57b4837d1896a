"""The demonstration shows an editor papers that wait, papers that were rated, and one retracted."""

from django.utils import timezone

from nacre.editorial.models import TriagedPaper
from nacre.evidence.models import Citation
from nacre.launch.papers import find_papers


def test_invented_papers_wait_for_the_editors_of_one_community_once(liver, ms):
    assert find_papers(liver, timezone.now()) == Citation.objects.harvested_for(liver).count()
    assert find_papers(liver, timezone.now()) == find_papers(ms, timezone.now()) == 0
    found = Citation.objects.harvested_for(liver)
    assert found.filter(status="retracted").exists()
    assert 0 < TriagedPaper.objects.of(liver).kept().count() < found.count()

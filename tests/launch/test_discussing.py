"""The discussions of the demonstration: below one article of each, dated back, safe to write twice."""

from datetime import UTC, datetime

import yaml

from nacre.confidentiality import is_clean
from nacre.discussions.models import Post, ThreadFollow
from nacre.launch.discussing import SAID, discuss
from tests.cast import make_page, make_person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_no_word_of_them_could_identify_a_patient():
    for said in yaml.safe_load(SAID.read_text()).values():
        assert all(is_clean(post["text"]) for post in said["posts"])


def test_they_are_written_once_and_nobody_is_told(liver, mailoutbox):
    make_page(liver, "news", "Cirrhosis care bundle first day")
    for number in range(6):
        make_person(liver, f"Crowd{number}", "Lind", profession="doctor", source="demo")
    for _time in range(2):
        assert discuss(liver, NOW) == 6
    assert Post.objects.filter(answers=None).count() == 3
    assert all(post.created_at < NOW for post in Post.objects.all())
    assert ThreadFollow.objects.filter(told_at=NOW).exists()
    assert not mailoutbox

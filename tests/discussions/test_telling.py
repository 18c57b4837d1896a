"""Who hears of a post, how often, and what is left of somebody who asked to be forgotten."""

import pytest
from django.core import mail

from nacre.discussions import actions
from nacre.discussions.models import Post, ThreadFollow
from nacre.discussions.tasks import tell_of_post
from nacre.privacy.erasing import erase
from nacre.privacy.holdings import holdings
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(committed):
    """`told(say, amara, "words")`: what is said, and whom it reached by mail."""

    def act(say, *words, **more):
        mail.outbox.clear()
        with committed():
            post = say(*words, **more)
        return post, [letter.to[0].split("@")[0] for letter in mail.outbox]

    return act


def test_an_author_hears_of_each_answer_and_others_once_a_day(told, say, amara, otto, erin):
    first, reached = told(say, amara, "We band at two weeks.")
    assert reached == []
    _, reached = told(say, otto, "We wait.", to=first)
    assert reached == ["amara.osei"]
    letter = mail.outbox[0]
    assert letter.subject == "Liver: Otto Lind answered you"
    assert "We wait" not in letter.body
    _, reached = told(say, erin, "So do we.", to=first)
    assert sorted(reached) == ["amara.osei", "otto.lind"]
    _, reached = told(say, erin, "Something else.")
    assert reached == []


def test_the_link_in_a_letter_stops_it(told, at, say, amara, otto):
    first, _ = told(say, amara, "We band at two weeks.")
    told(say, otto, "We wait.", to=first)
    path = next(word for word in mail.outbox[0].body.split() if "/mail/stop/" in word)
    path = path[path.index("/discussions/") :]
    assert "Stop letters" in at("liver").get(path).text
    assert ThreadFollow.objects.filter(membership=amara.membership).exists()
    at("liver").post(path)
    _, reached = told(say, otto, "And wait.", to=first)
    assert reached == []
    assert at("ms").post(path).status_code == 404


def test_whoever_may_no_longer_read_it_hears_nothing(told, say, amara, otto):
    first, _ = told(say, amara, "We band at two weeks.")
    amara.membership.tier = "learning_zone_only"
    amara.membership.save()
    _, reached = told(say, otto, "We wait.", to=first)
    assert reached == []


def test_telling_twice_writes_once(told, say, amara, otto):
    first, _ = told(say, amara, "We band at two weeks.")
    answer, _ = told(say, otto, "We wait.", to=first)
    tell_of_post.call(answer.pk)
    assert len(mail.outbox) == 1


def test_a_forgotten_author_leaves_their_words_and_no_name(at, say, amara, otto, liver):
    lost = make_person(liver, "Mark", "Ostrander", profession="doctor")
    first = say(lost, "Mark the site first. Mark Ostrander, Leeds.")
    say(otto, "Thanks Mark. As Dr Ostrander says, mark it.", to=first)
    erase(lost.user, asked_by="member")
    said = list(Post.objects.order_by("pk").values_list("text", flat=True))
    assert said == [
        "Mark the site first. [name removed], Leeds.",
        "Thanks [name removed]. As Dr [name removed] says, mark it.",
    ]
    page = at("liver", amara).get("/news/varices-again/").text
    assert "Former member" in page
    assert "Ostrander" not in page


def test_an_export_has_what_a_member_wrote_and_flagged(say, amara, otto):
    post = say(amara, "We band at two weeks.")
    actions.flag_post(by=otto.viewer, post=post, kind="other")
    held = {h.label: list(h.rows(otto.user)) for h in holdings() if h.model.startswith("discuss")}
    assert held["Posts you brought to a moderator"]
    assert not held["What you wrote in discussions"]
    mine = {h.label: list(h.rows(amara.user)) for h in holdings() if h.model.startswith("discuss")}
    assert mine["What you wrote in discussions"] == [post]

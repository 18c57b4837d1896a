"""From a host to a community, and nothing for hosts that are not ours."""

from django.test import Client


def test_health_answers_on_any_host(db):
    assert Client(HTTP_HOST="10.0.0.7").get("/healthz").text == "ok\n"


def test_an_unknown_host_is_a_plain_404(liver):
    answer = Client(HTTP_HOST="nobody.nacre.localhost").get("/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain"


def test_a_hostile_host_is_a_plain_404(liver):
    for host in ("liver.nacre.localhost.evil.org", "a b", "x" * 300, "<script>", ""):
        assert Client(HTTP_HOST=host).get("/").status_code == 404


def test_a_community_answers_on_its_host_whatever_the_port(liver):
    assert Client(HTTP_HOST="liver.nacre.localhost:8123").get("/").status_code == 200


def test_a_new_community_is_found_after_its_host_was_asked_for(db, at):
    from tests.cast import make_community

    assert at("liver").get("/").status_code == 404
    make_community("liver", "Liver")
    from django.core.cache import caches

    caches["local"].clear()
    assert at("liver").get("/").status_code == 200

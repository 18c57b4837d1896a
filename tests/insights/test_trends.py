"""Hot and cooling: the worked table, and what must not be called hot."""

import pytest

from nacre.insights.trends import Shown, score, trends, verdict

WORKED = [
    ("HDV bulevirtide", 24, 30, 1.436, 0.0715, 5.37, "hot"),
    ("Cirrhosis care bundle", 60, 300, 0.171, 0.0170, 1.31, "steady"),
    ("HCC surveillance", 28, 180, -0.060, 0.0335, -0.33, "steady"),
    ("Wilson disease", 3, 2, 2.001, 0.7909, 2.25, "suppressed"),
    ("PBC", 10, 150, -0.686, 0.0680, -2.63, "cooling"),
]


@pytest.mark.parametrize(("topic", "now", "before", "delta", "variance", "z", "said"), WORKED)
def test_the_worked_table_comes_out(topic, now, before, delta, variance, z, said):
    got, spread = score(now, 400, before, 2400, 20)
    assert (round(got, 3), round(spread, 4)) == (delta, variance)
    assert round(got / spread**0.5, 2) == z
    assert verdict(z, Shown(now, items=3, kinds=1), before) == said


def test_many_openings_of_one_page_alone_do_not_make_a_topic_hot():
    assert verdict(5.0, Shown(24, items=2, kinds=1), 30) == "suppressed"
    assert verdict(5.0, Shown(24, items=1, kinds=2), 30) == "hot"


def test_without_a_past_nothing_is_hot():
    assert trends({"a": Shown(50, 9, 3), "b": Shown(20, 9, 3)}, {}) == []


def test_the_hottest_comes_first():
    now = {"a": Shown(10, 3, 1), "b": Shown(60, 3, 1), "c": Shown(40, 3, 1)}
    found = trends(now, {"a": 300, "b": 60, "c": 240})
    assert [t.topic for t in found] == ["b", "c", "a"]
    assert [t.verdict for t in found] == ["hot", "steady", "cooling"]

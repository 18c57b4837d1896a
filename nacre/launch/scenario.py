"""What the demonstration's past must come to. The report finds these figures; it is not told them."""

from dataclasses import dataclass

from nacre.insights.periods import Month


@dataclass(frozen=True)
class Scenario:
    """The past of one community: how it grew and how much it was read."""

    views_a_month: int
    months: int  # complete months of activity, up to the last one
    minutes_a_visit: float = 4.0
    share_at_launch: float = 0.3
    members_at_launch: int = 0
    toolkit_registrants: int = 0
    hot: str = ""
    cooling: str = ""
    unanswered: tuple[str, ...] = ()  # searched for, and nothing found

    def at_launch(self, total: int) -> int:
        """Members on the day of the launch."""
        return self.members_at_launch or round(total * self.share_at_launch)

    def first_month(self, last: Month) -> Month:
        """The month in which the replay begins."""
        return last.previous(self.months - 1)


SCENARIOS = {
    "liver": Scenario(
        views_a_month=3294,
        months=18,
        members_at_launch=281,
        toolkit_registrants=196,
        hot="liver-blood-tests",
        cooling="ascites",
        unanswered=(
            "driving with encephalopathy",
            "terlipressin on the ward",
            "flying with ascites",
            "alcohol care team staffing",
        ),
    ),
    "gastro": Scenario(
        1640,
        13,
        3.6,
        0.42,
        toolkit_registrants=88,
        hot="biologics",
        unanswered=("travel with biologics", "fertility and surgery", "storing injections"),
    ),
    "immunology": Scenario(
        820,
        8,
        3.4,
        0.5,
        toolkit_registrants=37,
        hot="allergy",
        unanswered=("school allergy plan", "immunoglobulin shortage", "travel letter"),
    ),
    "haematology": Scenario(
        1210,
        10,
        3.9,
        0.45,
        toolkit_registrants=61,
        hot="transfusion",
        unanswered=("out of hours plasma exchange", "iron infusion consent", "night transfusion"),
    ),
    "ms": Scenario(
        930,
        9,
        3.3,
        0.48,
        toolkit_registrants=52,
        hot="relapsing-ms",
        unanswered=("heat and fatigue", "vaccines before treatment", "fitness to drive form"),
    ),
}
USUAL = Scenario(views_a_month=600, months=6)


def scenario_of(slug: str) -> Scenario:
    """The past of a community; a plain one where none was written."""
    return SCENARIOS.get(slug, USUAL)

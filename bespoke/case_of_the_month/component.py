"""The whole wiring of the component."""

from bespoke.case_of_the_month.models import Answer, CasePage
from nacre.components import Activity, Component, Urls, audience_rule, metric, panel

PRESCRIBERS = {"doctor", "pharmacist", "physician_associate"}


class CaseOfTheMonth(Component):
    """One invented case a month, answered in a minute."""

    slug = "case-of-the-month"
    name = "Case of the month"
    page_types = [CasePage]
    urls = Urls(prefix="cases/", module="bespoke.case_of_the_month.urls")
    activities = [Activity("case.answered", "A member answered the case of the month.")]

    @audience_rule("Prescribers")
    def prescribers(self, viewer):
        """Members who prescribe."""
        return viewer.profession in PRESCRIBERS

    @metric("Cases answered", code="cases_answered", unit="answers")
    def cases_answered(self, community, period):
        """Answers given in a period."""
        return Answer.objects.of(community).filter(period.covers("at")).count()

    @panel("Case of the month", place="home", template="case_of_the_month/_latest.html")
    def latest_case(self, viewer):
        """The newest case that the viewer may open."""
        case = CasePage.objects.visible_to(viewer).newest().first()
        return {"case": case} if case else None

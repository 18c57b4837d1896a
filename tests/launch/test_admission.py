"""How people come into the communities of the demonstration."""

import pytest

from nacre.launch.admission import NEWCOMER, settle_admission
from nacre.members.models import AdmissionRule, MemberListEntry, Membership


@pytest.mark.slow
def test_a_body_has_a_list_and_nurses_their_own_way_in(amara):
    for _twice in range(2):
        settle_admission(amara.community)
    entries = MemberListEntry.objects.of(amara.community)
    assert entries.filter(email=NEWCOMER[2]).count() == 1
    [rule] = AdmissionRule.objects.of(amara.community)
    assert rule.tier == Membership.Tier.LEARNING_ZONE_ONLY

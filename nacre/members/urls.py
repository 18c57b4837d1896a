"""Addresses of the app on the hosts of communities."""

from django.urls import path
from django.views.generic import RedirectView

from nacre.members.views import (
    body_lists,
    coverage,
    directory,
    impersonations,
    invites,
    joining,
    moderation,
    organisations,
    own_data,
    own_profile,
    photographs,
    profiles,
    referrals,
    registrations,
    saved_searches,
    still_here,
    verification,
)

app_name = "members"
urlpatterns = [
    path("accounts/signup/", RedirectView.as_view(url="/join/")),
    path("join/", joining.join, name="join"),
    path("join/workplace/", joining.join_work, name="join_work"),
    path("members/", directory.member_list, name="member_list"),
    path("members/me/", own_profile.profile_edit, name="profile_edit"),
    path("members/me/confirm/", still_here.profile_confirm, name="profile_confirm"),
    path("still-here/<str:token>/", still_here.still_here, name="still_here"),
    path("members/me/hints/", own_profile.hints_dismiss, name="hints_dismiss"),
    path("members/me/moved/", own_profile.workplace_change, name="workplace_change"),
    path("members/me/works/", own_profile.works_edit, name="works_edit"),
    path("members/me/works/fetch/", own_profile.works_fetch, name="works_fetch"),
    path("members/me/data/", own_data.own_data, name="own_data"),
    path("members/me/data/export/", own_data.own_data_export, name="own_data_export"),
    path("members/me/data/erase/", own_data.own_data_erase, name="own_data_erase"),
    path("members/me/leave/", profiles.membership_leave, name="membership_leave"),
    path("members/me/verification/", verification.verification, name="verification"),
    path("members/me/verification/ask/", verification.review_ask, name="review_ask"),
    path("members/me/registrations/", registrations.registrations, name="registrations"),
    path(
        "members/me/registrations/<int:pk>/give-up/",
        registrations.registration_give_up,
        name="registration_give_up",
    ),
    path("members/me/<slug:section>/", own_profile.profile_section, name="profile_section"),
    path("members/searches/", saved_searches.search_list, name="saved_searches"),
    path("members/searches/save/", saved_searches.search_save, name="search_save"),
    path("members/searches/<int:pk>/", saved_searches.search_edit, name="search_edit"),
    path("members/searches/<int:pk>/delete/", saved_searches.search_delete, name="search_delete"),
    path("members/searches/stop/<str:token>/", saved_searches.alerts_stop, name="alerts_stop"),
    path("members/refer/", referrals.refer, name="refer"),
    path("refer/<uuid:key>/", referrals.referral_landing, name="referral_landing"),
    path("members/<uuid:key>/", profiles.member_detail, name="member_detail"),
    path(
        "members/<uuid:key>/photograph/<str:version>/<int:size>.webp",
        photographs.member_photograph,
        name="photograph",
    ),
    path("members/<uuid:key>/card.vcf", profiles.contact_card, name="contact_card"),
    path(
        "members/<uuid:key>/look-as/",
        impersonations.impersonation_begin,
        name="impersonation_begin",
    ),
    path("looking-as/end/", impersonations.impersonation_end, name="impersonation_end"),
    path("organisations/suggest/", organisations.organisation_suggest, name="organisation_suggest"),
    path(
        "organisations/<str:ods_code>/",
        organisations.organisation_detail,
        name="organisation_detail",
    ),
    path("organisations/<str:ods_code>/team/", organisations.team_edit, name="team_edit"),
    path("organisations/<str:ods_code>/lead/", organisations.lead_edit, name="lead_edit"),
    path("moderation/", moderation.queue, name="queue"),
    path("moderation/log/", moderation.decision_log, name="decision_log"),
    path("moderation/documents/<uuid:key>/", moderation.document, name="seen_document"),
    path("moderation/matches/", moderation.matches_verify, name="matches_verify"),
    path("coverage/", coverage.coverage_map, name="coverage"),
    path("moderation/list/", body_lists.edition_list, name="body_lists"),
    path("moderation/list/<uuid:key>/", body_lists.edition_detail, name="body_list"),
    path("moderation/list/<uuid:key>/rows.csv", body_lists.edition_rows, name="body_list_rows"),
    path(
        "moderation/list/<uuid:key>/approve/", body_lists.edition_approve, name="body_list_approve"
    ),
    path(
        "moderation/list/<uuid:key>/discard/", body_lists.edition_discard, name="body_list_discard"
    ),
    path("moderation/list/<uuid:key>/undo/", body_lists.edition_undo, name="body_list_undo"),
    path("moderation/list/<uuid:key>/<int:pk>/", body_lists.line_decide, name="body_list_line"),
    path("moderation/invites/", invites.invite_batches, name="invite_batches"),
    path("moderation/invites/<uuid:key>/codes.csv", invites.invite_codes, name="invite_codes"),
    path(
        "moderation/invites/<uuid:key>/withdraw/", invites.invite_withdraw, name="invite_withdraw"
    ),
    path("moderation/<uuid:key>/verify/", moderation.member_verify, name="member_verify"),
    path("moderation/<uuid:key>/decline/", moderation.member_decline, name="member_decline"),
]

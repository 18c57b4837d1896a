"""Addresses of certificates on the hosts of communities."""

from django.urls import path

from nacre.certificates.views import badges, desk, own, verifying

app_name = "certificates"
urlpatterns = [
    path("certificates/", own.certificate_list, name="certificate_list"),
    path("certificates/issued/", desk.issued_list, name="issued_list"),
    path("certificates/issued/<uuid:key>/", desk.issued_detail, name="issued_detail"),
    path("certificates/issued/<uuid:key>/revoke/", desk.certificate_revoke, name="revoke"),
    path("certificates/issued/<uuid:key>/reissue/", desk.certificate_reissue, name="reissue"),
    path("certificates/mail/stop/<str:token>/", own.mail_stop, name="mail_stop"),
    path("certificates/<uuid:key>/", own.certificate_detail, name="certificate_detail"),
    path("certificates/<uuid:key>/pdf/", own.certificate_pdf, name="certificate_pdf"),
    path("certificates/<uuid:key>/facts.json", own.certificate_facts, name="certificate_facts"),
    path("certificates/<uuid:key>/badge/", own.badge_choice, name="badge_choice"),
    path("certificates/<uuid:key>/badge.jwt", own.badge_file, {"form": "jwt"}, name="badge_jwt"),
    path("certificates/<uuid:key>/badge.svg", own.badge_file, {"form": "svg"}, name="badge_svg"),
    # Open to anybody by design: proof for whoever was given the link.
    path("verify/", verifying.check_form, name="check_form"),
    path("verify/<uuid:key>/", verifying.certificate_check, name="check"),
    path("verify/<str:key>/", verifying.certificate_check, name="check_anything"),
    path("badges/issuer/", badges.issuer, name="issuer"),
    path("badges/keys/", badges.key_list, name="key_list"),
    path("badges/keys/<str:kid>/", badges.key_detail, name="key_detail"),
    path("badges/achievements/<str:kind>/<str:ref>/", badges.achievement, name="achievement"),
    path("badges/credentials/<uuid:key>/", badges.credential, name="credential"),
    path("badges/status/<int:number>/", badges.status_list, name="status_list"),
]

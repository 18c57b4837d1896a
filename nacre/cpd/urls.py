"""Addresses of the ledger on the hosts of communities."""

from django.urls import path

from nacre.cpd.views import entries, exports, overview, records, reflections

app_name = "cpd"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("decide/", overview.decide, name="decide"),
    path("plan/", overview.plan_edit, name="plan_edit"),
    path("export/", exports.export, name="export"),
    path("entries/", entries.entry_list, name="entry_list"),
    path("entries/new/", entries.entry_add, name="entry_add"),
    path("entries/<uuid:key>/", entries.entry_detail, name="entry_detail"),
    path("entries/<uuid:key>/edit/", entries.entry_edit, name="entry_edit"),
    path("entries/<uuid:key>/delete/", entries.entry_delete, name="entry_delete"),
    path("entries/<uuid:key>/reflect/", reflections.entry_reflect, name="entry_reflect"),
    path("reflections/", reflections.reflection_list, name="reflection_list"),
    path("reflections/new/", reflections.reflection_add, name="reflection_add"),
    path("reflections/<uuid:key>/", reflections.reflection_detail, name="reflection_detail"),
    path("reflections/<uuid:key>/edit/", reflections.reflection_edit, name="reflection_edit"),
    path("reflections/<uuid:key>/delete/", reflections.reflection_delete, name="reflection_delete"),
    path("records/<slug:sort>/", records.record_list, name="record_list"),
    path("records/<slug:sort>/new/", records.record_add, name="record_add"),
    path("records/<slug:sort>/<uuid:key>/edit/", records.record_edit, name="record_edit"),
    path("records/<slug:sort>/<uuid:key>/delete/", records.record_delete, name="record_delete"),
]

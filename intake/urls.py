"""The addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from intake.views import (
    answering,
    checks,
    filling,
    flags,
    form_settings,
    matters,
    pieces,
    resuming,
    submission_live,
    submissions,
)
from intake.views.building_urls import building_urls
from intake.views.clinic_urls import clinic_urls
from intake.views.home_urls import home_urls

app_name = "intake"
_form = "f/<slug:slug>/<slug:form>/"

law_urls: list[URLPattern | URLResolver] = [
    path("matters/", matters.matters, name="matters"),
    path("matters/new/", matters.matter_new, name="matter_new"),
    path("matters/<uuid:matter_id>/", matters.matter, name="matter"),
    path("matters/<uuid:matter_id>/people/", matters.matter_people, name="matter_people"),
    path("matters/<uuid:matter_id>/act/", matters.matter_act, name="matter_act"),
    path("matters/<uuid:matter_id>/wall/", matters.matter_wall, name="matter_wall"),
    path("walls/<uuid:wall_id>/", matters.wall, name="wall"),
    path("checks/<uuid:check_id>/", checks.check, name="check"),
    path("checks/<uuid:check_id>/pdf/", checks.check_pdf, name="check_pdf"),
    path("checks/<uuid:check_id>/act/", checks.check_act, name="check_act"),
    path("checks/<uuid:check_id>/consent/", checks.check_consent, name="check_consent"),
    path("checks/<uuid:check_id>/consents/<uuid:consent_id>/", checks.consent_file, name="consent_file"),
    path("checks/<uuid:check_id>/hits/<uuid:hit_id>/", checks.check_hit, name="check_hit"),
]

flag_urls: list[URLPattern | URLResolver] = [
    path("settings/red-flags/", flags.settings_page, name="red_flags"),
    path("red-flags/<uuid:alert_id>/", flags.red_flag, name="red_flag"),
    path("red-flags/<uuid:alert_id>/act/", flags.red_flag_act, name="red_flag_act"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *law_urls,
    *building_urls,
    *flag_urls,
    *home_urls,
    *clinic_urls,
    path(_form, filling.start, name="form_start"),
    path(f"{_form}fill/<str:token>/", filling.fill, name="form_fill"),
    path(f"{_form}fill/<str:token>/field/", answering.field, name="form_field"),
    path(f"{_form}fill/<str:token>/file/", answering.file, name="form_file"),
    path(f"{_form}fill/<str:token>/part/", pieces.piece, name="form_part"),
    path(f"{_form}fill/<str:token>/news/", answering.news, name="form_news"),
    path(f"{_form}fill/<str:token>/later/", answering.later, name="form_later"),
    path(f"{_form}back/<str:token>/", resuming.resume, name="form_resume"),
    path("settings/forms/", form_settings.forms, name="forms"),
    path("settings/forms/new/", form_settings.form_new, name="form_new"),
    path("settings/forms/<uuid:form_id>/", form_settings.form, name="form"),
    path("settings/forms/<uuid:form_id>/act/", form_settings.form_act, name="form_act"),
    path("settings/forms/<uuid:form_id>/export/", form_settings.form_export, name="form_export"),
    path("submissions/begin/", submissions.begin, name="submission_begin"),
    path("submissions/<uuid:submission_id>/", submissions.submission, name="submission"),
    path("submissions/<uuid:submission_id>/field/", submissions.submission_field, name="submission_field"),
    path("submissions/<uuid:submission_id>/part/", submission_live.submission_part, name="submission_part"),
    path("submissions/<uuid:submission_id>/news/", submission_live.submission_news, name="submission_news"),
    path("submissions/<uuid:submission_id>/act/", submissions.submission_act, name="submission_act"),
    path("submissions/<uuid:submission_id>/files/<uuid:upload_id>/", submissions.upload, name="upload"),
]

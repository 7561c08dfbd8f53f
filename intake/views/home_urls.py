"""The addresses of home service: places and jobs."""

from django.urls import URLPattern, URLResolver, path

from intake.views import job_photos, job_settings, jobs, sites

home_urls: list[URLPattern | URLResolver] = [
    path("sites/", sites.sites, name="sites"),
    path("sites/new/", sites.site_new, name="site_new"),
    path("sites/<uuid:place_id>/", sites.site, name="site"),
    path("sites/<uuid:place_id>/edit/", sites.site_edit, name="site_edit"),
    path("sites/<uuid:place_id>/act/", sites.site_act, name="site_act"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/new/", jobs.job_new, name="job_new"),
    path("jobs/figures/", jobs.job_figures, name="job_figures"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/edit/", jobs.job_edit, name="job_edit"),
    path("jobs/<uuid:job_id>/act/", jobs.job_act, name="job_act"),
    path("jobs/<uuid:job_id>/photos/", job_photos.job_photo_act, name="job_photo_act"),
    path("jobs/<uuid:job_id>/photos/<uuid:photo_id>/", job_photos.job_photo, name="job_photo"),
    path("photos/<slug:slug>/<str:token>/", job_photos.job_photos, name="job_photos"),
    path("settings/jobs/urgency/<slug:urgency>/", job_settings.urgency, name="job_urgency"),
    path("settings/jobs/", job_settings.settings_page, name="job_settings"),
    path("settings/jobs/new/", job_settings.job_type_new, name="job_type_new"),
    path("settings/jobs/<uuid:job_type_id>/", job_settings.job_type, name="job_type"),
]

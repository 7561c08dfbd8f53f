"""Addresses of the settings of bookings."""

from django.urls import path

from scheduling.views import cloud, elsewhere, feeds, setup, setup_areas, setup_hours

_service = "settings/booking/services/<uuid:service_id>/"
_resource = "settings/booking/resources/<uuid:resource_id>/"
_area = "settings/booking/areas/<uuid:area_id>/"
_pool = "settings/booking/pools/<uuid:pool_id>/"

urlpatterns = [
    path("settings/booking/", setup.setup, name="setup"),
    path("settings/booking/services/new/", setup.service_new, name="service_new"),
    path(_service, setup.service, name="service"),
    path(f"{_service}away/", setup.service_away, name="service_away"),
    path("settings/booking/resources/new/", setup.resource_new, name="resource_new"),
    path(_resource, setup.resource, name="resource"),
    path(f"{_resource}away/", setup.resource_away, name="resource_away"),
    path(f"{_resource}hours/", setup_hours.hours, name="resource_hours"),
    path(f"{_resource}hours/location/", setup_hours.keep_location, name="resource_keep_location"),
    path(f"{_resource}days/", setup_hours.day_add, name="resource_day_add"),
    path(f"{_resource}days/<uuid:override_id>/remove/", setup_hours.day_remove, name="resource_day_remove"),
    path(f"{_resource}journeys/", setup_hours.journey_add, name="resource_journey_add"),
    path(
        f"{_resource}journeys/<uuid:journey_id>/remove/",
        setup_hours.journey_remove,
        name="resource_journey_remove",
    ),
    path(f"{_resource}feed/", feeds.resource_feed, name="resource_feed"),
    path(f"{_resource}calendars/", elsewhere.calendars, name="resource_calendars"),
    path("settings/booking/calendars/<uuid:calendar_id>/", elsewhere.calendar_act, name="calendar_act"),
    path(f"{_resource}calendars/<slug:provider>/", cloud.permission_ask, name="calendar_permission_ask"),
    path(
        "settings/booking/calendars/<slug:provider>/",
        cloud.permission_given,
        name="calendar_permission_given",
    ),
    path(
        "hooks/calendars/<uuid:organisation_id>/<uuid:calendar_id>/",
        cloud.calendar_called,
        name="calendar_called",
    ),
    path("calendar/clashes/<uuid:copy_id>/", elsewhere.clash_act, name="clash_act"),
    path("feeds/<uuid:organisation_id>/<str:secret>.ics", feeds.read_feed, name="feed"),
    path("settings/booking/areas/", setup_areas.areas, name="areas"),
    path("settings/booking/areas/new/", setup_areas.area_new, name="area_new"),
    path(_area, setup_areas.area, name="area"),
    path(f"{_area}remove/", setup_areas.area_remove, name="area_remove"),
    path(f"{_service}home/", setup_areas.home_rules, name="home_rules"),
    path("settings/booking/pools/new/", setup.pool_new, name="pool_new"),
    path(_pool, setup.pool, name="pool"),
    path(f"{_pool}remove/", setup.pool_remove, name="pool_remove"),
]

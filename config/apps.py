"""The project itself as an app (commands, demo; no models) and Django's admin with Portico's own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as StockAdminConfig


class PorticoConfig(AppConfig):
    """This will make the project's management commands known."""

    name = "config"
    label = "portico"


class AdminConfig(StockAdminConfig):
    """This will make `config.admin.PorticoAdminSite` the default site."""

    default_site = "config.admin.PorticoAdminSite"

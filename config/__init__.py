"""Settings, addresses and processes; no models."""

from config.celery import app as celery

__all__ = ["celery"]

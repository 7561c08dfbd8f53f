"""Addresses of sockets."""

from django.urls import path

from accounts.ports import SOCKETS_PATH
from conversations.hub.consumer import LiveConsumer

urlpatterns = [path(SOCKETS_PATH.lstrip("/"), LiveConsumer.as_asgi())]

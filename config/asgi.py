"""Live screens (ASGI): sockets only; pages are served by `config.wsgi`."""

import gc
import os

import django
from channels.routing import ProtocolTypeRouter, URLRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from conversations.ws_urls import urlpatterns  # noqa: E402 - models exist only after setup

application = ProtocolTypeRouter({"websocket": URLRouter(urlpatterns)})

# What is loaded by now stays for good: the collector need not walk through it at every frame.
gc.collect()
gc.freeze()

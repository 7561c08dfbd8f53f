"""Pages, API and webhooks (WSGI: ten times cheaper than Django's ASGI handler, `docs/adr/0002`)."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded by now stays for good: the collector need not walk through it at every request.
gc.collect()
gc.freeze()

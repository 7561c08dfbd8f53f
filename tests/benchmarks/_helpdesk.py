"""The peer: django-helpdesk in an environment, a project and a database of its own, driven as its own tests do.

Run as a program by the environment's own interpreter: it answers each line of input by the milliseconds of one page.
"""

import os
import sys
import time
from typing import Any

VERSION = "2.6.1"
SETTINGS = {
    "SECRET_KEY": "only for a measurement",
    "ALLOWED_HOSTS": ["testserver"],
    "INSTALLED_APPS": [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.sites",
        "django.contrib.messages",
        "django.contrib.humanize",
        "rest_framework",
        "helpdesk",
    ],
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    "ROOT_URLCONF": "__main__",
    "SITE_ID": 1,
    "HELPDESK_TEAMS_MODE_ENABLED": False,
    "USE_TZ": True,
    "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
}
# As many open tickets as the house has open conversations: 15 % of all.
TICKETS = """
INSERT INTO helpdesk_ticket (title, queue_id, created, modified, submitter_email, assigned_to_id, status, on_hold,
                             description, priority, secret_key)
SELECT 'Ticket ' || g, %s, at, at, 'person' || g || '@example.com', CASE WHEN a < 0.67 THEN %s END,
       CASE WHEN b < 0.15 THEN 1 WHEN b < 0.5 THEN 3 ELSE 4 END, false,
       'Could somebody call me back about case ' || g || '?', 3, md5('k' || g)
  FROM (SELECT g, random() AS a, random() AS b, now() - random() * interval '365 days' AS at
          FROM generate_series(1, %s) g) drawn
"""
# Filled by `serve`, once there is a Django to make addresses with; ROOT_URLCONF names this program.
urlpatterns: list[Any] = []
PAGE = "draw=1&start=0&length=50&search[value]=&order[0][column]=5&order[0][dir]=desc"


def serve(size: int) -> None:
    """Build the peer's database, fill it and answer requests for its list of open tickets, newest first."""
    import django
    from django.conf import settings

    settings.configure(
        **SETTINGS,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["PEER_NAME"],
                "HOST": os.environ["PEER_HOST"],
                "USER": os.environ["PEER_USER"],
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    django.setup()
    from django.urls import include, path

    urlpatterns.append(path("", include("helpdesk.urls")))
    _answer(*_filled(size))


def _filled(size: int) -> tuple[Any, str]:
    """Migrate, make a member of staff and the tickets, and return the address of the list."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.urls import reverse
    from helpdesk.models import Queue
    from helpdesk.query import query_to_base64

    call_command("migrate", verbosity=0)
    user = get_user_model().objects.create_superuser("staff", "staff@example.com", "staff")
    queue = Queue.objects.create(title="Line", slug="line")
    with connection.cursor() as cursor:
        cursor.execute(TICKETS, [queue.pk, user.pk, size])
        cursor.execute("VACUUM ANALYZE")
    browser = Client()
    browser.force_login(user)
    query = query_to_base64({"filtering": {"status__in": [1, 2]}, "sorting": "created", "sortreverse": True})
    return browser, f"{reverse('helpdesk:datatables_ticket_list', args=[query])}?{PAGE}"


def _answer(browser: Any, address: str) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        began = time.perf_counter()
        rows = browser.get(address).json()["data"]
        spent = (time.perf_counter() - began) * 1000
        sys.stdout.write(f"{spent:.3f} {len(rows)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(int(sys.argv[1]))

"""The peer: django-appointment in an environment, a project and a database of its own, asked as its own page asks.

Run as a program by the environment's own interpreter: it answers each line of input by the CPU milliseconds of one day.
"""

import logging
import os
import sys
import time
from datetime import date, timedelta
from typing import Any

VERSION = "3.12.0"
SETTINGS = {
    "SECRET_KEY": "only for a measurement",
    "ALLOWED_HOSTS": ["testserver"],
    "INSTALLED_APPS": [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.sites",
        "django.contrib.messages",
        "appointment",
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
    "USE_TZ": True,
    "TIME_ZONE": "America/Phoenix",
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
}
STAFF, A_DAY = 20, 8
# Every other half hour from nine is taken, on every working day around the one that is asked for.
TAKEN = """
WITH made AS (
    INSERT INTO appointment_appointmentrequest (date, start_time, end_time, service_id, staff_member_id, payment_type,
                                                id_request, reschedule_attempts, created_at, updated_at)
    SELECT day, time '09:00' + n * interval '1 hour', time '09:30' + n * interval '1 hour', %s, staff.id, 'full',
           staff.id || '-' || day || '-' || n, 0, now(), now()
      FROM appointment_staffmember staff, generate_series(0, %s - 1) n,
           generate_series(%s::date, %s::date, interval '1 day') day
     WHERE extract(isodow FROM day) < 6
    RETURNING id)
INSERT INTO appointment_appointment (client_id, appointment_request_id, phone, address, want_reminder, additional_info,
                                     paid, amount_to_pay, id_request, created_at, updated_at)
SELECT %s, id, '', '', false, '', false, 0, id::text, now(), now() FROM made
"""
# Filled by `serve`, once there is a Django to make addresses with; ROOT_URLCONF names this program.
urlpatterns: list[Any] = []


def serve(first: date, last: date, asked: date) -> None:
    """Build the peer's database, fill it from `first` to `last` and answer requests for the free times of a day."""
    import django
    from django.conf import settings

    logging.disable(logging.CRITICAL)
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
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    )
    django.setup()
    from django.urls import include, path

    urlpatterns.append(path("", include("appointment.urls")))
    _answer(*_filled(first, last, asked))


def _filled(first: date, last: date, asked: date) -> tuple[Any, str, dict[str, str]]:
    """Migrate, make a service and who gives it, and return what to ask."""
    from appointment.models import Service, StaffMember, WorkingHours
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    # Its wheel has no migrations of its own; those of Django come first.
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)
    service = Service.objects.create(name="Visit", duration=timedelta(minutes=30), price=0)
    users = get_user_model().objects
    for number in range(STAFF):
        staff = StaffMember.objects.create(
            user=users.create_user(f"staff{number}"), slot_duration=30, appointment_buffer_time=0
        )
        staff.services_offered.add(service)
        for day in range(1, 6):
            WorkingHours.objects.create(
                staff_member=staff, day_of_week=day, start_time="09:00", end_time="17:00"
            )
    client = users.create_user("client")
    with connection.cursor() as cursor:
        cursor.execute(TAKEN, [service.pk, A_DAY, first, last, client.pk])
        cursor.execute("VACUUM ANALYZE")
    said = {"selected_date": asked.isoformat(), "staff_member": str(StaffMember.objects.first().pk)}
    return Client(), reverse("appointment:available_slots_ajax"), said


def _answer(browser: Any, address: str, said: dict[str, str]) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        began = time.process_time()
        found = browser.get(address, said, headers={"X-Requested-With": "XMLHttpRequest"}).json()
        spent = (time.process_time() - began) * 1000
        sys.stdout.write(f"{spent:.3f} {len(found['available_slots'])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(*(date.fromisoformat(one) for one in sys.argv[1:4]))

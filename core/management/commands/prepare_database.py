"""Brings the database up to the code: what `migrate` and `ensure_roles` do, by one process instead of two."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """This will migrate, then make the role of the application and its grants."""

    help = "Migrate the database and make its roles."

    def handle(self, *args: object, **options: object) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("ensure_roles")

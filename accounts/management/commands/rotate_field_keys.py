"""Seals every encrypted column anew with the newest key of the keyring."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organisation
from core.rotating import rotate_batch, sealed_tables

MOST_NAMED = 20


class Command(BaseCommand):
    """This will go through every encrypted column; broken off, it is simply begun again."""

    help = "Seal encrypted columns anew with the newest key. Safe while Portico runs, and safe to repeat."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.KEYRING:
            raise CommandError("PORTICO_KEYRING is empty: there is no newest key.", returncode=1)
        organisations = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
        unopened: list[str] = []
        for sealed in sealed_tables():
            written = 0
            for organisation in organisations:
                after = None
                while True:
                    batch = rotate_batch(organisation=organisation, sealed=sealed, after=after)
                    if batch.last is None:
                        break
                    after = batch.last
                    written += batch.written
                    unopened += batch.unopened
            self.stdout.write(f"{sealed.table}: {written} rows sealed anew.")
        if unopened:
            for name in unopened[:MOST_NAMED]:
                self.stderr.write(f"{name}: no key of the keyring opens this.")
            raise CommandError(
                f"{len(unopened)} values are as they were, as no key opens them. Keep every key, restore the missing one"
                " and begin again.",
                returncode=1,
            )
        self.stdout.write("Everything stands under the newest key.")

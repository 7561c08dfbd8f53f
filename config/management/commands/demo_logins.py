"""Prints who can log in to the demo."""

from django.core.management.base import BaseCommand

from accounts.models import Member
from config.demo.cast import PASSWORD
from config.demo.houses import HOUSES
from config.demo.loader import ADMINISTRATOR


class Command(BaseCommand):
    """This will print the demo's log-ins, one a line."""

    help = "Print the demo's log-ins."

    def handle(self, *args: object, **options: object) -> None:
        slugs = [house.slug for house in HOUSES]
        rows = Member.objects.select_related("user", "organisation").filter(organisation__slug__in=slugs)
        for member in rows.order_by("organisation__slug", "role"):
            self.stdout.write(
                f"  {member.organisation.name:24} {member.user.email:34} {member.get_role_display()}"
            )
        self.stdout.write(f"  {'Administration':24} {ADMINISTRATOR:34} /admin/")
        self.stdout.write(f"  Every password: {PASSWORD}")

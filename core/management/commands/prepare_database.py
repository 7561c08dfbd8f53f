"""Brings the database up to the code: what `migrate` and `ensure_roles` do, by one process instead of two."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db.migrations.state import ProjectState


class Command(BaseCommand):
    """This will migrate, then make the role of the application and its grants."""

    help = "Migrate the database and make its roles."

    def handle(self, *args: object, **options: object) -> None:
        """Migrate with fewer models drawn anew."""
        draws = ProjectState._append_option  # type: ignore[attr-defined]
        ProjectState._append_option = _append_option  # type: ignore[attr-defined]
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            ProjectState._append_option = draws  # type: ignore[attr-defined]
        call_command("ensure_roles")


def _append_option(self: Any, app_label: str, model_name: str, option_name: str, obj: object) -> None:
    """Note an index or a constraint of a model of then, without drawing it and all it is joined with anew.

    Django does that for databases that copy a table to change it. Here the statement is made of the index or constraint
    itself, and two fifths of a migration from nothing went into those drawings.
    """
    found = self.models[app_label, model_name]
    found.options[option_name] = [*found.options.get(option_name, []), obj]
    if "apps" in self.__dict__:
        setattr(self.apps.get_model(app_label, model_name)._meta, option_name, [*found.options[option_name]])

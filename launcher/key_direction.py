"""Foreign keys are strings and hide from import contracts: this fails on one that points to a higher app."""

import sys
from collections.abc import Iterator

import django
from django.apps import apps

# Lowest first; a model may point at its own app and at those before it.
ORDER = (
    "core",
    "accounts",
    "contacts",
    "conversations",
    "scheduling",
    "intake",
    "routing",
    "receptionist",
    "carrier",
)


def wrong_keys() -> Iterator[str]:
    """Yield each relation whose target lies in a higher app, as `app.Model.field → app.Model`."""
    for model in apps.get_models(include_auto_created=True):
        own = model._meta.app_label
        if own not in ORDER:
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete else None
            if target is None or isinstance(target, str):
                continue
            label = target._meta.app_label
            if label in ORDER and ORDER.index(label) > ORDER.index(own):
                yield f"{own}.{model.__name__}.{field.name} → {label}.{target.__name__}"


if __name__ == "__main__":
    django.setup()
    found = list(wrong_keys())
    print("\n".join(found))
    sys.exit(1 if found else 0)

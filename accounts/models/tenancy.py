"""The base of every row that belongs to one organisation."""

from typing import Any, Self, TypeVar

from django.db import models

from core.ids import new_id
from core.transactions import require_organisation

M = TypeVar("M", bound=models.Model)


class TenantQuerySet(models.QuerySet[M]):
    """A queryset that refuses to run outside `use_case` and `reading`, where the policies would hide every row."""

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            require_organisation()
        super()._fetch_all()

    def count(self) -> int:
        require_organisation()
        return super().count()

    def exists(self) -> bool:
        require_organisation()
        return super().exists()

    def update(self, **kwargs: Any) -> int:
        require_organisation()
        return super().update(**kwargs)

    def of(self, organisation: object) -> Self:
        """Keep the rows of `organisation` (a row or its id): the first wall, named in SQL."""
        return self.filter(organisation_id=getattr(organisation, "pk", organisation))


def tenant_key(to: str, on_delete: Any, **options: Any) -> Any:
    """Declare a foreign key whose constraint includes the organisation; `core.walls` adds it in the migration."""
    return models.ForeignKey(to, on_delete, db_constraint=False, **options)


class TenantModel(models.Model):
    """A row of one organisation. `core.walls.tenant_walls` must stand behind every concrete subclass."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

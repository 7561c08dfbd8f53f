"""Who is on call when, ladders of whom to ring, and what came of ringing them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key
from routing.domain.oncall import DAY, LONGEST_RING, MOST_TIMES, SHORTEST_RING, USUAL_RING


class Rota(TenantModel):
    """Whose turn it is to be on call, on the clock of a place."""

    name = models.CharField(max_length=60)
    location = tenant_key("accounts.Location", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="rota_name_once")]

    def __str__(self) -> str:
        return self.name


class RotaShift(TenantModel):
    """A part of every week in which a member is on call; one that ends before it begins ends the day after."""

    rota = tenant_key("routing.Rota", models.CASCADE, related_name="shifts")
    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(help_text="Monday is 0.")
    starts_minute = models.PositiveSmallIntegerField()
    ends_minute = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "starts_minute"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rota", "weekday", "starts_minute"], name="shift_begins_once"
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lt=7, starts_minute__lt=DAY, ends_minute__lte=DAY),
                name="shift_of_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_minute}"


class RotaOverride(TenantModel):
    """A member who is on instead of another, once; without `covers` instead of whoever is on. A swap is two of them."""

    rota = tenant_key("routing.Rota", models.CASCADE, related_name="overrides")
    member = tenant_key("accounts.Member", models.CASCADE, related_name="+")
    covers = tenant_key("accounts.Member", models.CASCADE, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=120, blank=True)
    swap = models.UUIDField(null=True, blank=True, help_text="The same for the two halves of a swap.")
    made_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["organisation", "rota", "ends_at"], name="override_rota")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="override_lasts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"


class Ladder(TenantModel):
    """Whom to ring one after another for somebody who cannot wait; the owners are always the last rung."""

    name = models.CharField(max_length=60)
    has_drills = models.BooleanField(default=False, help_text=_("Rehearsed once a month, without a caller."))
    drill_due_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="ladder_name_once")]

    def __str__(self) -> str:
        return self.name


class LadderRung(TenantModel):
    """One step of a ladder: a member, or whoever is on in a rota."""

    ladder = tenant_key("routing.Ladder", models.CASCADE, related_name="rungs")
    position = models.PositiveSmallIntegerField()
    member = tenant_key("accounts.Member", models.CASCADE, null=True, blank=True, related_name="+")
    rota = tenant_key("routing.Rota", models.PROTECT, null=True, blank=True, related_name="rungs")
    seconds = models.PositiveSmallIntegerField(
        default=USUAL_RING, validators=[MinValueValidator(SHORTEST_RING), MaxValueValidator(LONGEST_RING)]
    )
    times = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_TIMES)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member=None, rota__isnull=False)
                | models.Q(member__isnull=False, rota=None),
                name="rung_is_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class LadderClimb(TenantModel):
    """A caller for whom a ladder is rung, with whom that rings as it was when they came."""

    ladder = tenant_key("routing.Ladder", models.CASCADE, related_name="climbs")
    call = tenant_key("conversations.Call", models.CASCADE, related_name="+")
    language = models.CharField(max_length=5)
    rungs = models.PositiveSmallIntegerField(help_text="Rungs of the ladder, that of the owners counted.")
    tries = models.JSONField(help_text="[[rung, member, seconds]]")
    position = models.PositiveSmallIntegerField(default=0, help_text="The try that comes next.")
    leg = tenant_key("conversations.Leg", models.SET_NULL, null=True, blank=True, related_name="+")
    taken_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "call"], condition=models.Q(ended_at=None), name="climb_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "started_at"], name="climb_open", condition=models.Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class LadderDrill(TenantModel):
    """A rehearsal of a ladder: one member after another is asked by a task, and somebody ticks it off, or nobody."""

    ladder = tenant_key("routing.Ladder", models.CASCADE, related_name="drills")
    tries = models.JSONField(help_text="[member]")
    position = models.PositiveSmallIntegerField(default=0, help_text="The member who is asked next.")
    task = tenant_key("conversations.Task", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    taken_by = tenant_key("accounts.Member", models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "ladder"], condition=models.Q(ended_at=None), name="drill_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "ladder", "-started_at"], name="drill_latest")]

    def __str__(self) -> str:
        return f"{self.position}"

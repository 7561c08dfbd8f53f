"""Allergies, medications and conditions become rows; what stood as lines of a record moves over, a row a line."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import core.ids
import core.secrets
from core.walls import tenant_walls

LINES = {"allergies": "ALLERGY", "medications": "MEDICATION", "history": "CONDITION"}
BATCH = 500


def move(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write a row for every line, and empty the lines; a row says when the record was last written."""
    records, items = (apps.get_model("intake", name).objects for name in ("PatientRecord", "HealthItem"))
    filled = models.Q(allergies="") & models.Q(medications="") & models.Q(history="")
    ids = list(records.exclude(filled).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        for record in records.select_for_update().filter(pk__in=ids[start : start + BATCH]):
            items.bulk_create(
                items.model(
                    organisation_id=record.organisation_id,
                    contact_id=record.contact_id,
                    kind=kind,
                    what=line.strip()[:300],
                    recorded_at=record.updated_at,
                    confirmed_at=record.updated_at,
                )
                for name, kind in LINES.items()
                for line in getattr(record, name).splitlines()
                if line.strip()
            )
            records.filter(pk=record.pk).update(allergies="", medications="", history="")


class Migration(migrations.Migration):
    dependencies = [("intake", "0019_names_to_renew"), ("accounts", "0005_walled")]

    operations = [
        migrations.CreateModel(
            name="HealthItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ALLERGY", "ALLERGY"),
                            ("MEDICATION", "MEDICATION"),
                            ("CONDITION", "CONDITION"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_none", models.BooleanField(default=False, help_text="Asked, and there is none.")),
                ("what", core.secrets.EncryptedTextField(blank=True, default="")),
                ("detail", core.secrets.EncryptedTextField(blank=True, default="")),
                ("course", core.secrets.EncryptedTextField(blank=True, default="")),
                ("since", core.secrets.EncryptedTextField(blank=True, default="")),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[("mild", "mild"), ("moderate", "moderate"), ("severe", "severe")],
                        max_length=8,
                    ),
                ),
                ("is_risky", models.BooleanField(default=False, help_text="It may be life-threatening.")),
                (
                    "standing",
                    models.CharField(
                        choices=[("ACTIVE", "ACTIVE"), ("ENDED", "ENDED"), ("WRONG", "WRONG")],
                        default="ACTIVE",
                        max_length=6,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    core.secrets.EncryptedTextField(
                        blank=True, default="", help_text="Why it ended, or is a mistake."
                    ),
                ),
                *(
                    (
                        name,
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=to,
                        ),
                    )
                    for name, to in (
                        ("confirmed_by", "accounts.member"),
                        ("ended_by", "accounts.member"),
                        ("recorded_by", "accounts.member"),
                        ("submission", "intake.submission"),
                    )
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "contact", "recorded_at"], name="health_item_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("standing", "ACTIVE")),
                            models.Q(
                                models.Q(("standing", "ACTIVE"), _negated=True), ("ended_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="health_item_ended_pair",
                    )
                ],
            },
        ),
        *tenant_walls("intake", ["HealthItem"]),
        # The release before still inserts records; the one after this may drop the columns.
        migrations.RunSQL(
            [f"ALTER TABLE intake_patientrecord ALTER COLUMN {name} SET DEFAULT ''" for name in LINES],
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("patientrecord", name) for name in LINES]
        ),
    ]

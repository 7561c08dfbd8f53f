"""What a member's telephone does is asked on every page."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("conversations", "0010_latest_call")]

    operations = [
        AddIndexConcurrently(
            model_name="leg",
            index=models.Index(fields=["organisation", "member", "-started_at"], name="leg_member"),
        ),
    ]

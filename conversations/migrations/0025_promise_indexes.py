"""Promises to warn of, and those a page counts."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("conversations", "0024_promises")]

    operations = [
        AddIndexConcurrently(
            model_name="task",
            index=models.Index(
                condition=models.Q(("done_at", None), ("warn_at__isnull", False)),
                fields=["organisation", "warn_at"],
                name="task_to_warn",
            ),
        ),
        AddIndexConcurrently(
            model_name="task",
            index=models.Index(
                condition=models.Q(("promised_by", ""), _negated=True),
                fields=["organisation", "-due_at"],
                name="task_promised",
            ),
        ),
    ]

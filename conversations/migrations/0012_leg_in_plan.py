"""Members whom a caller's own plan rings have legs too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0011_leg_member")]

    operations = [
        migrations.AddField(
            model_name="leg",
            name="in_plan",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Rung by the caller's own plan: no command places or ends it.",
            ),
        ),
    ]

"""What a caller who may be called back was asked last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("routing", "0005_flow_proofs")]

    operations = [
        migrations.AddField(
            model_name="callrun",
            name="talk",
            field=models.JSONField(
                blank=True, help_text="What a caller who may be called back was asked, and when.", null=True
            ),
        ),
    ]

"""What the verifier found of a version, kept beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("routing", "0004_flow_keys")]

    operations = [
        migrations.AddField(
            model_name="flowversion",
            name="proof_key",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Which content and which world were proven: hours, members, queues, the day.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="flowversion",
            name="proof",
            field=models.JSONField(blank=True, help_text="What the verifier found there.", null=True),
        ),
        migrations.AddField(
            model_name="flowversion", name="proven_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="flowversion", name="proof_asked_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]

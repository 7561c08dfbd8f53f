from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('intake', '0013_job_questions'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='amends_id',
            field=models.UUIDField(blank=True, editable=False, help_text='What was sent before, and is changed by this.', null=True),
        ),
        AddIndexConcurrently(
            model_name='submission',
            index=models.Index(condition=models.Q(('amends_id__isnull', False)), fields=['organisation', 'amends_id'], name='submission_amends'),
        ),
    ]

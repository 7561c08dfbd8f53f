from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('intake', '0012_patients'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='questions_id',
            field=models.UUIDField(blank=True, editable=False, help_text='The form with the questions of its kind.', null=True),
        ),
        AddIndexConcurrently(
            model_name='job',
            index=models.Index(condition=models.Q(('questions_id__isnull', False)), fields=['organisation', 'questions_id'], name='job_of_questions'),
        ),
    ]

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('intake', '0010_photos'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='job',
            index=models.Index(condition=models.Q(('submission_id__isnull', False)), fields=['organisation', 'submission_id'], name='job_of_submission'),
        ),
    ]

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('intake', '0003_clearance'),
    ]

    operations = [
        migrations.AddField(
            model_name='matter',
            name='from_submission_id',
            field=models.UUIDField(blank=True, editable=False, help_text='The form in which the names were given.', null=True),
        ),
        AddIndexConcurrently(
            model_name='matter',
            index=models.Index(condition=models.Q(('from_submission_id__isnull', False)), fields=['organisation', 'from_submission_id'], name='matter_of_form'),
        ),
    ]

"""A wall may name whom it lets in, instead of whom it keeps out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0017_consent_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='ethicalwall',
            name='lets_in',
            field=models.BooleanField(db_default=False, default=False, help_text='Everybody is kept out but those it let in, whoever comes later too.'),
        ),
    ]

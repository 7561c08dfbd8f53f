"""A signed consent may be a file: its name, what its bytes are, where it is kept, and its hash."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0016_listed_parties'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='file_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='consent',
            name='file_mime',
            field=models.CharField(blank=True, db_default='', default='', max_length=100),
        ),
        migrations.AddField(
            model_name='consent',
            name='file_path',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='consent',
            name='file_sha256',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='consent',
            name='words',
            field=models.TextField(blank=True, max_length=8000),
        ),
    ]

import core.ids
import django.db.models.deletion
from django.db import migrations, models

from core.walls import tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_walled'),
        ('intake', '0014_amendments'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswersRead',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('file', models.CharField(blank=True, help_text="The file's name; empty: the answers.", max_length=120)),
                ('at', models.DateTimeField()),
                ('member', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('submission', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='intake.submission')),
            ],
            options={
                'verbose_name_plural': 'answers read',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['organisation', 'submission', '-at'], name='answers_read_of')],
            },
        ),
        *tenant_walls("intake", ["AnswersRead"]),
    ]

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_walled'),
        ('contacts', '0013_import_kinds'),
        ('intake', '0015_answers_read'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListedParty',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(editable=False, max_length=64)),
                ('line', models.PositiveIntegerField(help_text='The line of the file.')),
                ('listed', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contacts.contactimport', verbose_name='List')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='intake.party')),
            ],
            options={
                'verbose_name_plural': 'listed parties',
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='listed_party_once')],
            },
        ),
        *tenant_walls('intake', ['ListedParty']),
    ]

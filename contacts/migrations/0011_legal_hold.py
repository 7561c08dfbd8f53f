"""What keeps a contact from being erased, and when one was."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models

from core.walls import tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_walled'),
        ('contacts', '0010_duplicates'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='erased_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(help_text='Why their data must be kept.', max_length=200)),
                ('until', models.DateField(blank=True, help_text='The last day; empty until it is lifted.', null=True)),
                ('placed_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('contact', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.contact')),
                ('lifted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('placed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
            ],
            options={
                'ordering': ['-placed_at', '-id'],
                'indexes': [models.Index(fields=['organisation', 'contact', '-placed_at'], name='hold_of_contact')],
            },
        ),
        *tenant_walls("contacts", ["LegalHold"]),
    ]

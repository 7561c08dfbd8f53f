"""Addresses at which calendar programs read what is booked."""

import core.ids
import core.secrets
import django.db.models.deletion
from django.db import migrations, models

from core.walls import tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_special_openings'),
        ('scheduling', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('secret', core.secrets.EncryptedTextField(help_text="Shown again on the resource's page.")),
                ('secret_hash', models.CharField(help_text='SHA-256, by which it is found.', max_length=64)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('resource', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='scheduling.resource')),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'secret_hash'), name='calendar_feed_secret_once'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('organisation', 'resource'), name='calendar_feed_one')],
            },
        ),
        *tenant_walls("scheduling", ["CalendarFeed"]),
    ]

"""Contacts that may be one person, and the keys by which they are found."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models

from core.walls import tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_allowed_sites'),
        ('contacts', '0009_unreachable_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='DuplicateSuggestion',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('probability', models.FloatField()),
                ('reasons', models.JSONField(default=list, help_text='Field and level, the weightiest first.')),
                ('is_certain', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('OPEN', 'Open'), ('MERGED', 'Merged'), ('DISTINCT', 'Two people')], default='OPEN', max_length=8)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('first', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.contact')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.contact')),
            ],
            options={
                'ordering': ['-probability', 'id'],
                'indexes': [models.Index(fields=['organisation', 'state', '-probability', 'id'], name='suggestion_likeliest'), models.Index(fields=['organisation', 'second'], name='suggestion_of_second')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'first', 'second'), name='suggestion_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='suggestion_in_order')],
            },
        ),
        migrations.CreateModel(
            name='IdentityKey',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=120)),
                ('contact', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.contact')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['key'],
                'indexes': [models.Index(fields=['organisation', 'key'], name='identity_key')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'contact', 'key'), name='identity_key_once')],
            },
        ),
        migrations.CreateModel(
            name='IdentitySweep',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('seen_at', models.DateTimeField()),
                ('seen_id', models.UUIDField()),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation',), name='identity_sweep_once')],
            },
        ),
        *tenant_walls("contacts", ["DuplicateSuggestion", "IdentityKey", "IdentitySweep"]),
    ]

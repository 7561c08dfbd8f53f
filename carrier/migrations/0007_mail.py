"""Mailboxes, and mail as it came."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models

from core.walls import directory_keys, tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_special_openings'),
        ('carrier', '0006_call_checks'),
        ('conversations', '0018_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(help_text='In small letters.', max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('latest_at', models.DateTimeField(blank=True, help_text='When a mail last came in.', null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conversations.line')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'verbose_name_plural': 'mailboxes',
            },
        ),
        migrations.CreateModel(
            name='StrayMail',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('recipient', models.CharField(max_length=254)),
                ('size', models.PositiveIntegerField()),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['-received_at'], name='stray_mail_newest')],
            },
        ),
        migrations.CreateModel(
            name='InboundMail',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(help_text='By what it is known again.', max_length=130)),
                ('message_id', models.CharField(blank=True, max_length=130)),
                ('path', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
                ('token', models.CharField(blank=True, help_text='What stood after the plus in the address.', max_length=64)),
                ('envelope_sender', models.CharField(blank=True, max_length=254, null=True)),
                ('is_spam', models.BooleanField(default=False)),
                ('sender', models.CharField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('RECEIVED', 'Received'), ('APPLIED', 'Applied'), ('KEPT', 'Kept: nobody has to answer it'), ('FAILED', 'Failed, will be tried again'), ('PARKED', 'Parked after repeated failure')], default='RECEIVED', max_length=10)),
                ('reason', models.CharField(blank=True, help_text='Why nobody has to answer it.', max_length=20)),
                ('entry_id', models.UUIDField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=200)),
                ('received_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conversations.line')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['RECEIVED', 'FAILED'])), fields=['organisation', 'received_at'], name='inbound_mail_unapplied'), models.Index(fields=['organisation', '-received_at'], name='inbound_mail_newest'), models.Index(fields=['organisation', 'message_id'], name='inbound_mail_id'), models.Index(fields=['organisation', 'sender', '-received_at'], name='inbound_mail_sender')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='inbound_mail_once')],
            },
        ),
        *directory_keys("carrier", ["Mailbox"]),
        *tenant_walls("carrier", ["InboundMail"]),
    ]

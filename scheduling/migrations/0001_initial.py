"""What can be booked and what is booked, with the constraint that no two have the same time of one resource."""

import accounts.models.organisation
import core.ids
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from core.walls import tenant_walls


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0003_special_openings'),
        ('contacts', '0008_merge'),
        ('conversations', '0014_callback_at'),
    ]

    operations = [
        # A trusted extension since PostgreSQL 13: the owner of the database may create it, a superuser is not needed.
        BtreeGistExtension(),
        migrations.CreateModel(
            name='TimeBlock',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=120)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='GroupSession',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('seats', models.PositiveSmallIntegerField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='When its time was given back.', null=True)),
                ('location', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.location')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('series_id', models.UUIDField(blank=True, help_text='The same for each of a recurring one.', null=True)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('timezone', models.CharField(help_text='Whose clock the customer reads.', max_length=64, validators=[accounts.models.organisation.check_time_zone])),
                ('language', models.CharField(default='en', max_length=8)),
                ('status', models.CharField(choices=[('REQUESTED', 'Requested'), ('CONFIRMED', 'Confirmed'), ('ARRIVED', 'Arrived'), ('COMPLETED', 'Completed'), ('NO_SHOW', 'No show'), ('CANCELLED', 'Cancelled')], max_length=9)),
                ('uid', models.CharField(max_length=120)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('source', models.CharField(choices=[('PUBLIC', 'Booking page'), ('STAFF', 'Calendar'), ('CONVERSATION', 'Conversation'), ('TEXT', 'Text'), ('PHONE', 'Telephone'), ('WAITING_LIST', 'Waiting list'), ('API', 'Program')], max_length=12)),
                ('client_ref', models.CharField(blank=True, help_text='Tells one form, or one request of a program, from another.', max_length=80)),
                ('phone', models.CharField(blank=True, help_text='The number to call.', max_length=20)),
                ('place', models.CharField(blank=True, help_text='The address to go to.', max_length=300)),
                ('note_for_customer', models.TextField(blank=True, max_length=1000)),
                ('note_from_customer', models.TextField(blank=True, max_length=1000)),
                ('note', models.TextField(blank=True, help_text='For colleagues only.', max_length=2000)),
                ('booked_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_by', models.CharField(blank=True, choices=[('CUSTOMER', 'Customer'), ('MEMBER', 'Member'), ('PROGRAM', 'Program'), ('PORTICO', 'Portico')], max_length=8)),
                ('cancel_reason', models.CharField(blank=True, max_length=300)),
                ('booked_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('contact', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact')),
                ('conversation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='conversations.conversation')),
                ('location', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.location')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('group_session', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='scheduling.groupsession')),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('PROVIDER', 'Provider'), ('ROOM', 'Room'), ('VEHICLE', 'Vehicle'), ('EQUIPMENT', 'Equipment')], default='PROVIDER', max_length=9)),
                ('name', models.CharField(max_length=80)),
                ('hue', models.PositiveSmallIntegerField(default=262, validators=[django.core.validators.MaxValueValidator(359)])),
                ('is_active', models.BooleanField(default=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('location', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.location')),
                ('member', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['kind', 'name'],
            },
        ),
        migrations.CreateModel(
            name='PoolPlace',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('pool', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='scheduling.pool')),
                ('resource', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='pool_places', to='scheduling.resource')),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('VISITOR', 'Somebody fills in the form'), ('OFFER', 'Offered to somebody'), ('WAITING_LIST', 'Offered from the waiting list')], default='VISITOR', max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('key', models.UUIDField()),
                ('visitor', models.CharField(blank=True, help_text='Tells visitors apart; a hash.', max_length=64)),
                ('expires_at', models.DateTimeField()),
                ('extended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('details', models.JSONField(blank=True, default=dict, help_text='Why this provider.')),
                ('appointment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='scheduling.appointment')),
                ('contact', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.contact')),
                ('group_session', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='scheduling.groupsession')),
                ('location', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.location')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('provider', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scheduling.resource')),
            ],
        ),
        migrations.AddField(
            model_name='groupsession',
            name='provider',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scheduling.resource'),
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('HELD', 'Held'), ('BOOKED', 'Booked'), ('RELEASED', 'Released'), ('EXPIRED', 'Expired')], max_length=8)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('busy_from', models.DateTimeField()),
                ('busy_until', models.DateTimeField()),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('appointment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='scheduling.appointment')),
                ('block', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='scheduling.timeblock')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('group_session', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='scheduling.groupsession')),
                ('hold', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='scheduling.hold')),
                ('resource', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='scheduling.resource')),
            ],
        ),
        migrations.AddField(
            model_name='timeblock',
            name='resource',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='scheduling.resource'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='provider',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scheduling.resource'),
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('timezone', models.CharField(default='America/Phoenix', max_length=64, validators=[accounts.models.organisation.check_time_zone])),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='resource',
            name='schedule',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='scheduling.schedule'),
        ),
        migrations.CreateModel(
            name='DateOverride',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('spans', models.JSONField(blank=True, default=list, help_text='[[opens_minute, closes_minute]]')),
                ('label', models.CharField(blank=True, max_length=80)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='scheduling.schedule')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('slug', models.SlugField(max_length=60)),
                ('description', models.TextField(blank=True, max_length=2000)),
                ('durations', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(1440)]), help_text='Minutes; the first is the usual one.', size=None)),
                ('price_text', models.CharField(blank=True, max_length=80)),
                ('buffer_before', models.PositiveIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(1440)])),
                ('buffer_after', models.PositiveIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(1440)])),
                ('interval', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)])),
                ('offset', models.PositiveIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(1440)])),
                ('notice', models.PositiveIntegerField(default=60, help_text='Minutes between booking and beginning, at least.')),
                ('window_kind', models.CharField(choices=[('ROLLING', 'Days from today'), ('BUSINESS_DAYS', 'Business days from today'), ('RANGE', 'Between two dates'), ('ALWAYS', 'Any time ahead')], default='ROLLING', max_length=13)),
                ('window_days', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(730)])),
                ('window_from', models.DateField(blank=True, null=True)),
                ('window_to', models.DateField(blank=True, null=True)),
                ('day_count_cap', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('day_minutes_cap', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('week_count_cap', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('week_minutes_cap', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('mode', models.CharField(choices=[('ONE', 'The one the customer chooses'), ('ROUND_ROBIN', 'Whose turn it is'), ('COLLECTIVE', 'All of them together')], default='ONE', max_length=11)),
                ('seats', models.PositiveSmallIntegerField(default=1, help_text='People in one session; 1 for one customer.', validators=[django.core.validators.MinValueValidator(1)])),
                ('location_kind', models.CharField(choices=[('OFFICE', 'At the location'), ('PHONE', 'By telephone'), ('VIDEO', 'By video'), ('CUSTOMER_ADDRESS', "At the customer's address")], default='OFFICE', max_length=16)),
                ('video_url', models.URLField(blank=True)),
                ('needs_approval', models.BooleanField(default=False)),
                ('cancel_cutoff', models.PositiveIntegerField(blank=True, help_text='Minutes before it begins in which customers can no longer cancel.', null=True)),
                ('move_cutoff', models.PositiveIntegerField(blank=True, help_text='Minutes before it begins in which customers can no longer move it.', null=True)),
                ('hue', models.PositiveSmallIntegerField(default=262, validators=[django.core.validators.MaxValueValidator(359)])),
                ('is_public', models.BooleanField(default=True)),
                ('is_active', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='hold',
            name='service',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scheduling.service'),
        ),
        migrations.AddField(
            model_name='groupsession',
            name='service',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='scheduling.service'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='service',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='scheduling.service'),
        ),
        migrations.CreateModel(
            name='ServiceLocation',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('location', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.location')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('service', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='scheduling.service')),
            ],
        ),
        migrations.CreateModel(
            name='ServiceNeed',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('units', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)])),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('pool', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='needed_by', to='scheduling.pool')),
                ('service', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='scheduling.service')),
            ],
        ),
        migrations.CreateModel(
            name='ServiceProvider',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('group', models.PositiveSmallIntegerField(default=0)),
                ('is_fixed', models.BooleanField(default=False)),
                ('weight', models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MaxValueValidator(1000)])),
                ('priority', models.PositiveSmallIntegerField(default=0, help_text='Higher ones are asked first.')),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('resource', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='gives', to='scheduling.resource')),
                ('service', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='providers', to='scheduling.service')),
            ],
            options={
                'ordering': ['group', '-priority', 'resource__name'],
            },
        ),
        migrations.CreateModel(
            name='TravelZone',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('timezone', models.CharField(max_length=64, validators=[accounts.models.organisation.check_time_zone])),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='travels', to='scheduling.schedule')),
            ],
            options={
                'ordering': ['from_on'],
            },
        ),
        migrations.CreateModel(
            name='WeeklyWindow',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('weekday', models.PositiveSmallIntegerField(help_text='Monday is 0.')),
                ('opens_minute', models.PositiveSmallIntegerField(help_text='Minutes after midnight.')),
                ('closes_minute', models.PositiveSmallIntegerField(help_text='Minutes after midnight; 1440 is midnight.')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='scheduling.schedule')),
            ],
            options={
                'ordering': ['weekday', 'opens_minute'],
            },
        ),
        migrations.CreateModel(
            name='AppointmentChange',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('REQUESTED', 'Requested'), ('BOOKED', 'Booked'), ('APPROVED', 'Approved'), ('DECLINED', 'Declined'), ('MOVED', 'Moved'), ('CANCELLED', 'Cancelled'), ('ARRIVED', 'Arrived'), ('COMPLETED', 'Completed'), ('NO_SHOW', 'Did not come'), ('TAKEN_BACK', 'Taken back'), ('RESTORED', 'Restored'), ('NOTED', 'Noted')], max_length=10)),
                ('by', models.CharField(choices=[('CUSTOMER', 'Customer'), ('MEMBER', 'Member'), ('PROGRAM', 'Program'), ('PORTICO', 'Portico')], max_length=8)),
                ('from_starts_at', models.DateTimeField(blank=True, null=True)),
                ('from_ends_at', models.DateTimeField(blank=True, null=True)),
                ('to_starts_at', models.DateTimeField(blank=True, null=True)),
                ('to_ends_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('details', models.JSONField(blank=True, default=dict, help_text='Why this provider; what was overruled.')),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='scheduling.appointment')),
                ('member', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['organisation', 'appointment', 'at'], name='appointment_history')],
            },
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), name='pool_name_once'),
        ),
        migrations.AddConstraint(
            model_name='poolplace',
            constraint=models.UniqueConstraint(fields=('organisation', 'pool', 'resource'), name='pool_place_once'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('state__in', ['BOOKED', 'HELD'])), fields=['organisation', 'resource', 'busy_until'], name='claim_busy'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('state', 'HELD')), fields=['organisation', 'expires_at'], name='claim_expiry'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['BOOKED', 'HELD'])), expressions=[('organisation', '='), ('resource', '='), (models.Func('busy_from', 'busy_until', django.contrib.postgres.fields.ranges.RangeBoundary(), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='claim_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('busy_from__lte', models.F('starts_at')), ('busy_until__gte', models.F('ends_at')), ('ends_at__gt', models.F('starts_at'))), name='claim_lasts'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appointment__isnull', False), ('block__isnull', True), ('group_session__isnull', True), ('hold__isnull', True)), models.Q(('appointment__isnull', True), ('block__isnull', True), ('group_session__isnull', True), ('hold__isnull', False)), models.Q(('appointment__isnull', True), ('block__isnull', False), ('group_session__isnull', True), ('hold__isnull', True)), models.Q(('appointment__isnull', True), ('block__isnull', True), ('group_session__isnull', False), ('hold__isnull', True)), _connector='OR'), name='claim_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'HELD'), _negated=True), models.Q(('expires_at__isnull', False), ('hold__isnull', False)), _connector='OR'), name='claim_held_expires'),
        ),
        migrations.AddIndex(
            model_name='timeblock',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['organisation', 'resource', 'ends_at'], name='block_open'),
        ),
        migrations.AddConstraint(
            model_name='timeblock',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='block_lasts'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), name='schedule_name_once'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.UniqueConstraint(models.F('organisation'), models.F('kind'), django.db.models.functions.text.Lower('name'), name='resource_name_once'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('organisation', 'member'), name='resource_member_once'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('hue__lt', 360)), name='resource_hue'),
        ),
        migrations.AddConstraint(
            model_name='dateoverride',
            constraint=models.UniqueConstraint(fields=('organisation', 'schedule', 'day'), name='date_override_once'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), name='service_name_once'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('organisation', 'slug'), name='service_slug_once'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('hue__lt', 360)), name='service_hue'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='service_seats'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('window_kind', 'RANGE'), _negated=True), models.Q(('window_from__isnull', False), ('window_to__gte', models.F('window_from'))), _connector='OR'), name='service_window_order'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['organisation', 'expires_at'], name='hold_open'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at', None), models.Q(('visitor', ''), _negated=True)), fields=['organisation', 'visitor'], name='hold_visitor'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='hold_lasts'),
        ),
        migrations.AddIndex(
            model_name='groupsession',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['organisation', 'service', 'starts_at'], name='session_open'),
        ),
        migrations.AddConstraint(
            model_name='groupsession',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('seats__gte', 1)), name='session_lasts'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['organisation', 'starts_at'], name='appointment_time'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['organisation', 'contact', '-starts_at'], name='appointment_contact'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['organisation', 'provider', 'starts_at'], name='appointment_provider'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(condition=models.Q(('status__in', ['ARRIVED', 'COMPLETED', 'CONFIRMED', 'NO_SHOW', 'REQUESTED'])), fields=['organisation', 'service', 'booked_at'], name='appointment_counted'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(condition=models.Q(('series_id__isnull', False)), fields=['organisation', 'series_id'], name='appointment_series'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='appointment_lasts'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.UniqueConstraint(fields=('organisation', 'uid'), name='appointment_uid_once'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.UniqueConstraint(condition=models.Q(('client_ref', ''), _negated=True), fields=('organisation', 'client_ref', 'starts_at'), name='appointment_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='servicelocation',
            constraint=models.UniqueConstraint(fields=('organisation', 'service', 'location'), name='service_location_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceneed',
            constraint=models.UniqueConstraint(fields=('organisation', 'service', 'pool'), name='service_need_once'),
        ),
        migrations.AddConstraint(
            model_name='serviceneed',
            constraint=models.CheckConstraint(condition=models.Q(('units__gte', 1)), name='service_need_units'),
        ),
        migrations.AddConstraint(
            model_name='serviceprovider',
            constraint=models.UniqueConstraint(fields=('organisation', 'service', 'resource'), name='service_provider_once'),
        ),
        migrations.AddConstraint(
            model_name='travelzone',
            constraint=models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gte', models.F('from_on')), _connector='OR'), name='travel_zone_order'),
        ),
        migrations.AddConstraint(
            model_name='weeklywindow',
            constraint=models.CheckConstraint(condition=models.Q(('closes_minute__lte', 1440), ('opens_minute__lt', 1440), ('weekday__lte', 6)), name='schedule_window_in_week'),
        ),
        migrations.AddConstraint(
            model_name='weeklywindow',
            constraint=models.UniqueConstraint(fields=('organisation', 'schedule', 'weekday', 'opens_minute'), name='schedule_window_once'),
        ),
        *tenant_walls(
            "scheduling",
            [
                "Schedule", "WeeklyWindow", "DateOverride", "TravelZone", "Resource", "Pool", "PoolPlace",
                "Service", "ServiceLocation", "ServiceProvider", "ServiceNeed", "GroupSession", "Appointment", "AppointmentChange",
                "Hold", "TimeBlock", "Claim",
            ],  # fmt: skip
        ),
    ]

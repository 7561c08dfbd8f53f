"""When somebody was born, and where their post goes."""

import core.ids
import core.secrets
import django.db.models.deletion
from django.db import migrations, models

from core.walls import tenant_walls


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_walled'),
        ('contacts', '0011_legal_hold'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonalDetails',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('birth_date', core.secrets.EncryptedTextField(blank=True, default='')),
                ('street', core.secrets.EncryptedTextField(blank=True, default='')),
                ('city', models.CharField(blank=True, max_length=80)),
                ('region', models.CharField(blank=True, max_length=40)),
                ('postcode', models.CharField(blank=True, max_length=12)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('contact', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.contact')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'verbose_name_plural': 'personal details',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'contact'), name='personal_details_once')],
            },
        ),
        *tenant_walls("contacts", ["PersonalDetails"]),
    ]

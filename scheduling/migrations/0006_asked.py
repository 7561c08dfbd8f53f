"""Customers ask for changes by their calendar program."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scheduling', '0005_visitor_codes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='appointmentchange',
            name='kind',
            field=models.CharField(choices=[('REQUESTED', 'Requested'), ('BOOKED', 'Booked'), ('APPROVED', 'Approved'), ('DECLINED', 'Declined'), ('MOVED', 'Moved'), ('CANCELLED', 'Cancelled'), ('ARRIVED', 'Arrived'), ('COMPLETED', 'Completed'), ('NO_SHOW', 'Did not come'), ('TAKEN_BACK', 'Taken back'), ('RESTORED', 'Restored'), ('NOTED', 'Noted'), ('ASKED', 'Asked for a change')], max_length=10),
        ),
    ]

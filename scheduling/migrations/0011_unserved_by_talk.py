from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0010_callbacks")]

    operations = [
        migrations.AlterField(
            model_name="unserved",
            name="asked_by",
            field=models.CharField(
                choices=[
                    ("PUBLIC", "Booking page"),
                    ("STAFF", "Calendar"),
                    ("API", "Program"),
                    ("TALK", "Receptionist"),
                ],
                max_length=6,
            ),
        ),
    ]

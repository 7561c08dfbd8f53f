"""A chat's page asks for news of one visitor every few seconds."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("conversations", "0022_chat_widget")]

    operations = [
        AddIndexConcurrently(
            model_name="entry",
            index=models.Index(
                fields=["organisation", "address", "-occurred_at", "-seq"],
                name="entry_chat",
                condition=models.Q(channel="CHAT"),
            ),
        ),
    ]

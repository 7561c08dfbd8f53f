"""What beat starts, and how often."""

from datetime import timedelta
from typing import Any, Final

BEATS: Final[dict[str, Any]] = {
    "relay-sweep": {"task": "core.tasks.sweep_deliveries", "schedule": timedelta(seconds=5)},
    "heartbeat": {"task": "core.tasks.heartbeat", "schedule": timedelta(seconds=10)},
    "expire-holds": {"task": "scheduling.tasks.expire_holds", "schedule": timedelta(seconds=30)},
    "form_parts": {"task": "intake.tasks.sweep_parts", "schedule": timedelta(hours=6)},
    "party_names": {"task": "intake.tasks.renew_names", "schedule": timedelta(minutes=10)},
    "clearances": {"task": "intake.tasks.expire_clearances", "schedule": timedelta(hours=1)},
    "reminders": {"task": "scheduling.tasks.send_reminders", "schedule": timedelta(seconds=30)},
    "mail-sweep": {"task": "carrier.tasks.sweep_mail", "schedule": timedelta(seconds=20)},
    "old-mail": {"task": "carrier.tasks.drop_old_mail", "schedule": timedelta(hours=6)},
    "calendars": {"task": "scheduling.tasks.read_calendars", "schedule": timedelta(minutes=1)},
    "inbound-sweep": {"task": "carrier.tasks.sweep_inbound", "schedule": timedelta(seconds=10)},
    "parts-flush": {"task": "carrier.tasks.flush_parts", "schedule": timedelta(minutes=1)},
    "reconcile": {"task": "carrier.tasks.reconcile", "schedule": timedelta(minutes=5)},
    "reconcile-calls": {"task": "carrier.tasks.reconcile_calls", "schedule": timedelta(seconds=15)},
    "duplicates": {"task": "contacts.tasks.find_duplicates", "schedule": timedelta(minutes=1)},
    "import-rows": {"task": "contacts.tasks.sweep_imports", "schedule": timedelta(hours=6)},
    "kept-out": {"task": "conversations.tasks.tell_kept_out", "schedule": timedelta(minutes=10)},
    "recordings": {"task": "conversations.tasks.expire_recordings", "schedule": timedelta(hours=1)},
    "promises": {"task": "conversations.tasks.warn_promises", "schedule": timedelta(seconds=30)},
    "digests": {"task": "receptionist.tasks.send_digests", "schedule": timedelta(minutes=10)},
    "wake-snoozed": {"task": "conversations.tasks.wake_snoozed", "schedule": timedelta(seconds=20)},
    "offers": {"task": "routing.tasks.expire_offers", "schedule": timedelta(seconds=5)},
    "queues": {"task": "routing.tasks.sweep_queues", "schedule": timedelta(seconds=5)},
    "replays": {"task": "routing.tasks.sweep_replays", "schedule": timedelta(minutes=1)},
    "rehearsals": {"task": "routing.tasks.remind_to_rehearse", "schedule": timedelta(hours=6)},
    "return-timer": {"task": "conversations.tasks.return_overdue", "schedule": timedelta(seconds=30)},
}

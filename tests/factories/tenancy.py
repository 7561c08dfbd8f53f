"""What `test_tenancy` needs: the methods of each address, one of each thing, and forms that would pass."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.test import override_settings

from accounts.models import Closure, Member, Role, SpecialOpening, Team
from accounts.services import api_keys, invitations, sites
from contacts.models import ContactAddress
from contacts.services import merging
from conversations import services as conversations
from conversations.models import Conversation
from conversations.services import calls as call_services
from core.transactions import reading
from routing import services as routing
from routing.domain import templates
from scheduling.services import reminding
from tests.factories import accounts as people
from tests.factories import appointments, calls, contacts, homes, mail, oncall, outside, queues, replays
from tests.factories import conversations as make
from tests.factories import scheduling as booking

GET, POST, BOTH = ("get",), ("post",), ("get", "post")
Things = dict[str, UUID | str | int]
METHODS: Mapping[str, tuple[str, ...]] = {
    "mail": GET,
    "carrier:mailboxes": BOTH,
    "carrier:mailbox_retire": POST,
    "scheduling:calendar_permission_ask": GET,
    "scheduling:calendar_permission_given": GET,
    "scheduling:appointment_as_asked": POST,
    "routing:lines": GET,
    "routing:coverage": GET,
    "routing:coverage_booking": GET,
    "routing:line": BOTH,
    "routing:rehearsal": POST,
    **{
        f"routing:{name}": GET
        for name in (
            "flows", "flow", "flow_changes", "flow_export", "flow_proof", "flow_replay", "flow_replay_progress",
            "flow_taken", "flow_taken_calls", "flow_rehearse",
        )
    },
    **{
        f"routing:{name}": POST
        for name in (
            "flow_new", "flow_edit", "flow_node", "flow_check", "flow_import", "flow_publish", "flow_discard",
            "flow_roll_back", "flow_lines", "flow_step", "flow_archive", "flow_restore", "flow_replay_start",
            "flow_replay_cancel",
        )
    },
    "scheduling:setup": GET,
    **{f"scheduling:{name}": BOTH for name in ("areas", "area_new", "area", "home_rules")},
    "scheduling:area_remove": POST,
    "scheduling:route": GET,
    **{f"scheduling:{name}": POST for name in ("route_act", "route_order", "take")},
    **{
        f"scheduling:{name}": BOTH
        for name in (
            "service_new", "service", "resource_new", "resource", "resource_hours", "resource_feed", "resource_calendars",
            "pool_new", "pool",
        )
    },
    **{
        f"scheduling:{name}": POST
        for name in (
            "service_away", "resource_away", "resource_keep_location", "resource_day_add", "resource_day_remove",
            "resource_journey_add", "resource_journey_remove", "pool_remove", "calendar_act", "clash_act",
        )
    },
    "routing:queues": GET,
    **{f"routing:{name}": BOTH for name in ("queue", "queue_new")},
    "routing:skills": BOTH,
    **{
        f"routing:{name}": POST
        for name in ("queue_archive", "queue_restore", "skill_add", "skill_rename", "skill_remove")
    },
    **{f"routing:{name}": GET for name in ("on_call", "rota")},
    **{f"routing:{name}": BOTH for name in ("ladder_new", "ladder")},
    **{f"routing:{name}": POST for name in ("rota_new", "rota_act", "ladder_act")},
    **{f"routing:{name}": GET for name in ("wallboard", "board_rows", "presence")},
    **{f"routing:{name}": POST for name in ("work_act", "pull_backup", "presence_act", "offered_act")},
    **{f"conversations:{name}": GET for name in ("blocks", "recording_rules")},
    **{f"conversations:{name}": BOTH for name in ("phone", "recording_rule")},
    **{f"conversations:{name}": POST for name in ("block_add", "block_remove")},
    **{f"carrier:{name}": GET for name in ("ledger", "handset", "own_call")},
    **{f"carrier:{name}": POST for name in ("handset_send", "own_call_dial", "own_call_act")},
    **{
        f"scheduling:{name}": GET
        for name in (
            "calendar", "next_free", "calendar_print", "calendar_pdf", "session", "appointment", "waiting",
            "appointment_sheet", "appointment_people",
        )
    },
    **{
        f"scheduling:{name}": POST
        for name in (
            "appointment_act", "appointment_move", "appointment_drag", "offer", "reminder_remove", "embed_remove",
            "waiting_remove",
        )
    },
    **{
        f"scheduling:{name}": BOTH
        for name in ("appointment_new", "block_new", "block", "reminders", "embed", "waiting_new", "callback_new")
    },
    "carrier:softphone_ready": POST,
    "carrier:softphone_answer": POST,
    **{
        f"conversations:{name}": GET
        for name in (
            "inbox", "rows", "unowned", "conversation", "older", "media", "my_day", "search", "recording", "call",
            "call_list", "dock",
        )
    },
    **{
        f"conversations:{name}": POST
        for name in (
            "bulk", "save_view", "delete_view", "claim", "assign", "release", "snooze", "wake", "resolve", "reopen",
            "spam", "not_spam", "reply", "note", "draft", "read", "unread", "choose_contact", "tag", "undo_send",
            "retry", "call_act", "place_call", "task_new", "task_done",
        )
    },
    **{
        f"accounts:{name}": BOTH
        for name in ("settings", "profile", "member", "location", "location_add", "hours")
    },
    **{
        f"contacts:{name}": GET
        for name in (
            "list", "search", "contact", "timeline", "imports", "import", "import_progress", "import_errors", "export",
        )
    },
    **{f"contacts:{name}": BOTH for name in ("new", "edit", "merge")},
    **{
        f"contacts:{name}": POST
        for name in ("address_add", "address_edit", "address_remove", "consent", "import_start", "import_stop", "unmerge")
    },
    **{f"accounts:{name}": GET for name in ("members", "locations", "teams", "api_keys")},
    **{
        f"accounts:{name}": POST
        for name in (
            "member_deactivate", "member_reactivate", "invite", "invitation_resend", "invitation_revoke",
            "team_rename", "team_remove", "api_key_new", "api_key_revoke", "location_remove", "closure_add",
            "closure_remove", "opening_add", "opening_remove", "holiday", "switch",
        )
    },
}  # fmt: skip
# Everyone may do this to what is theirs alone: marks, drafts, their own name.
PERSONAL = {
    "accounts:switch", "accounts:profile", "conversations:read", "conversations:unread", "conversations:draft",
    "carrier:handset_send", "carrier:own_call_dial", "carrier:own_call_act",
}  # fmt: skip
# Served to htmx only; without it they lead to the page around them.
HTMX = {
    "scheduling:appointment_sheet", "scheduling:appointment_people", "scheduling:next_free",
    "conversations:older", "contacts:timeline", "contacts:import_progress", "routing:flow_replay_progress",
}  # fmt: skip
FORMS: Mapping[str, Mapping[str, str]] = {
    "conversations:resolve": {"outcome": "BOOKED"},
    "conversations:snooze": {"until": "reply"},
    "conversations:reply": {"text": "Hello", "after": "99"},
    "conversations:note": {"note": "Hello", "text": "Hello"},
    "conversations:draft": {"text": "Hello", "mode": "text"},
    "conversations:read": {"seq": "1"},
    "conversations:tag": {"tags": "Family"},
    "conversations:save_view": {"name": "Mine", "view": "open"},
    "conversations:task_new": {"title": "Call", "due": "2026-12-01T10:00"},
    "conversations:bulk": {"action": "claim"},
    "accounts:team_rename": {"name": "Desk"},
    "scheduling:appointment_act": {"act": "note", "note": "Knee"},
    "scheduling:appointment_move": {"day": "2026-11-24", "at": "10:00", "minutes": "45"},
    "scheduling:appointment_drag": {"day": "2026-11-24", "at": "11:00", "minutes": "45"},
    "routing:work_act": {"act": "priority", "value": "URGENT"},
    "routing:rota_new": {"name": "Weekends"},
    "routing:rota_act": {"act": "rename", "name": "Nights and weekends"},
    "routing:ladder_act": {"act": "drill"},
    "routing:flow_replay_start": {"from": "2026-11-23", "to": "2026-11-23"},
    "routing:presence_act": {"choice": "AWAY"},
    "routing:offered_act": {"act": "pass"},
    "contacts:new": {"first_name": "Nova", "version": "1"},
    "contacts:edit": {"first_name": "Nova", "version": "1"},
    "contacts:address_add": {"value": "+16025550199", "kind": "PHONE", "version": "1"},
    "contacts:address_edit": {"value": "+16025550199", "kind": "PHONE", "version": "1"},
    "contacts:consent": {"granted": "0", "reason": "Said so on the phone"},
}


def things(*, by: Member, now: datetime) -> Things:
    """Make one of each thing an address can name, in the organisation of `by`."""
    organisation = by.organisation
    line = make.line(organisation=organisation)
    recording = calls.voicemail(organisation, line, now=now)
    received = make.text_in(organisation=organisation, now=now)
    reply = conversations.send_reply(
        by=by, conversation_id=received.conversation_id, text="Hello", seen_seq=99, now=now
    )
    task = conversations.add_task(by=by, title="Call", due_at=now + timedelta(hours=1), now=now)
    view = conversations.save_view(by=by, name="Late", view="open", filters={}, shared=True, now=now)
    location = organisation.locations.get(is_default=True)
    with reading(organisation):
        contact_id = Conversation.objects.get(pk=received.conversation_id).contact_id
        address = ContactAddress.objects.get(contact_id=contact_id)
    day = date(2026, 12, 24)
    flow = routing.create_flow(by=by, document=templates.blank("Night line"), now=now)
    queues.here(by, now=now)
    desk = queues.queue(organisation, by)
    hours = booking.schedule(organisation)
    dana = booking.provider(organisation, hours=hours)
    visit = booking.service(organisation, dana)
    visited = appointments.booked(visit, dana, by, now)
    elsewhere = outside.calendar(dana, now=now, address="http://calendars.invalid/a.ics")
    waits = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    joined = queues.write_in(waits, desk, now=now)
    with override_settings(MAIL_DOMAIN=mail.DOMAIN):
        box = mail.box(by, now=now)
    return {
        "service_id": visit.pk,
        "resource_id": dana.pk,
        "calendar_id": elsewhere.pk,
        "copy_id": outside.clash(elsewhere, visited, now=now).pk,
        "area_id": homes.area(organisation).pk,
        "pool_id": booking.pool(organisation).pk,
        "journey_id": booking.journey(hours, on=day).pk,
        "override_id": booking.day_off(hours, on=day).pk,
        "conversation_id": received.conversation_id,
        "site_id": sites.allow_site(by=by, address="https://www.hale-ortiz.example", now=now).pk,
        "appointment_id": visited.pk,
        "waiting_id": booking.waits(visit, contact_id, by=by, now=now).pk,
        "time_block_id": booking.claim(dana, now + timedelta(hours=4)).block_id or "",
        "rule_id": reminding.add_rule(
            by=by,
            service_id=visit.pk,
            values={"kind": "BEFORE", "minutes": 60, "channel": "TEXT", "asks": True},
            now=now,
        ).pk,
        "session_id": appointments.session(visit, dana, by, now + timedelta(hours=2)).pk,
        "entry_id": reply.pk,
        "number": 0,
        "name": "hold",
        "recording_id": recording.pk,
        "call_id": recording.call_id,
        "task_id": task.pk,
        "view_id": view.pk,
        "member_id": people.member(organisation=organisation, name="Theo Vance").pk,
        "team_id": Team.objects.create(organisation=organisation, name="Front desk").pk,
        "location_id": location.pk,
        "flow_id": flow.pk,
        "replay_id": replays.begin(by, flow, now=now + timedelta(minutes=5)).pk,
        "opening_id": SpecialOpening.objects.create(
            organisation=organisation, label="Market day", day=day, opens_minute=540, closes_minute=720
        ).pk,
        "closure_id": Closure.objects.create(
            organisation=organisation, location=location, label="Party", starts_on=day, ends_on=day
        ).pk,
        "invitation_id": invitations.invite_member(
            by=by, email="new@hale-ortiz.example", role=Role.STAFF, capabilities=[], now=now
        ).pk,
        "api_key_id": api_keys.create_api_key(by=by, name="Site", scopes=["contacts:read"], now=now).key.pk,
        "import_id": contacts.listed(by=by, content=b"Name,Phone\nNova,+16025550198\n").pk,
        "contact_id": contact_id or "",
        "merge_id": merging.merge_contacts(
            by=by,
            keep_id=address.contact_id,
            absorb_id=contacts.contact(by=by, now=now, name="Nova Ortega").pk,
            now=now,
        ).pk,
        "address_id": address.pk,
        "line_id": line.pk,
        "queue_id": desk.pk,
        "mailbox_id": box.pk,
        "provider": "google",
        "skill_id": queues.skill(organisation, "Spanish", _3=by).pk,
        "rota_id": oncall.rota(by, now=now).pk,
        "ladder_id": oncall.ladder(by, by, now=now).pk,
        "item_id": joined.item.pk if joined.item else "",
        "block_id": call_services.add_block(
            by=by, kind="NUMBER", value="+16025550177", reason="Sells", now=now
        ).pk,
    }


def argument(name: str, key: str, made: Things) -> UUID | str | int:
    """Choose the thing an address' argument names."""
    assert key in made, f"{name} names a {key}: make one in tests/factories/tenancy.py"
    return made[key]

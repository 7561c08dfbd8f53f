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
from conversations.services.walling import wall_conversation
from core.transactions import reading, tenant_transaction
from intake.services.law import walls
from routing import services as routing
from routing.domain import templates
from scheduling.models import Appointment
from scheduling.services import reminding
from tests.factories import accounts as people
from tests.factories import (
    appointments,
    calls,
    contacts,
    flags,
    forms,
    homes,
    mail,
    matters,
    oncall,
    outside,
    playbooks,
    queues,
    replays,
)
from tests.factories import conversations as make
from tests.factories import receptionist as assistants
from tests.factories import scheduling as booking
from tests.factories import sites as places

GET, POST, BOTH = ("get",), ("post",), ("get", "post")
Things = dict[str, UUID | str | int]
METHODS: Mapping[str, tuple[str, ...]] = {
    "mail": GET,
    "carrier:mailboxes": BOTH,
    "receptionist:chat_settings": BOTH,
    "carrier:mailbox_retire": POST,
    "scheduling:calendar_permission_ask": GET,
    **{f"intake:{name}": GET for name in ("forms", "form", "form_export", "submission", "upload")},
    "intake:submission_part": BOTH,
    **{
        f"intake:{name}": POST
        for name in ("form_new", "form_act", "submission_begin", "submission_field", "submission_news", "submission_act")
    },
    **{f"intake:{name}": GET for name in ("form_build", "form_preview", "answer_lists", "answer_list")},
    **{f"intake:{name}": POST for name in ("form_build_act", "answer_list_new", "answer_list_act")},
    **{f"intake:{name}": GET for name in ("playbooks", "funnel")},
    **{f"intake:{name}": BOTH for name in ("playbook_new", "playbook")},
    **{f"intake:{name}": POST for name in ("inquiry_outcome", "inquiry_book")},
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
    **{f"conversations:{name}": BOTH for name in ("phone", "recording_rule", "write")},
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
    "receptionist:review": GET,
    "receptionist:turn": GET,
    "receptionist:judge": POST,
    "receptionist:learning": GET,
    "receptionist:digest": POST,
    **{
        f"receptionist:{name}": POST
        for name in ("version_make", "version_ship", "version_use", "phrase_remove")
    },
    "receptionist:setup": BOTH,
    "receptionist:tried": GET,
    "receptionist:guide": GET,
    "receptionist:guide_step": POST,
    "receptionist:answer_add": POST,
    "receptionist:answer_remove": POST,
    **{f"intake:{name}": GET for name in ("matters", "matter", "check", "check_pdf", "consent_file")},
    **{f"intake:{name}": BOTH for name in ("matter_new", "matter_wall", "wall")},
    **{
        f"intake:{name}": POST
        for name in ("matter_people", "matter_act", "check_act", "check_consent", "check_hit")
    },
    "intake:red_flags": BOTH,
    "intake:red_flag": GET,
    "intake:red_flag_act": POST,
    **{f"intake:{name}": GET for name in ("sites", "site")},
    **{f"intake:{name}": BOTH for name in ("site_new", "site_edit")},
    "intake:site_act": POST,
    **{f"intake:{name}": GET for name in ("jobs", "job_figures", "job", "job_photo", "job_settings")},
    **{f"intake:{name}": GET for name in ("patient", "patient_reads")},
    "intake:patient_part": BOTH,
    "intake:patient_health": BOTH,
    **{f"intake:{name}": POST for name in ("patient_glass", "patient_fhir")},
    **{f"intake:{name}": BOTH for name in ("job_new", "job_edit", "job_type_new", "job_type")},
    "intake:job_act": POST,
    "intake:job_photo_act": POST,
    "intake:job_urgency": BOTH,
    "carrier:softphone_ready": POST,
    "carrier:softphone_answer": POST,
    **{
        f"conversations:{name}": GET
        for name in (
            "inbox", "rows", "unowned", "conversation", "older", "media", "my_day", "search", "recording", "call",
            "call_list", "dock", "promises",
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
            "duplicates", "data",
        )
    },
    **{f"contacts:{name}": BOTH for name in ("new", "edit", "merge")},
    **{
        f"contacts:{name}": POST
        for name in (
            "address_add", "address_edit", "address_remove", "consent", "import_start", "import_stop", "unmerge",
            "import_resume", "duplicate_distinct", "data_export", "hold_place", "hold_lift", "erase",
        )
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
    "contacts:hold_place": {"reason": "A dispute"},
    "contacts:erase": {"reason": "asked", "final": "1"},
    "intake:patient_part": {"legal_name": "Ana Ruiz", "sex": "female", "version": "0"},
    "intake:patient_health": {"act": "none", "kind": "ALLERGY"},
    "intake:patient_glass": {"reason": "Chest pain on the telephone"},
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
    visited = appointments.booked(visit, dana, by, now, contact_id=contact_id)
    elsewhere = outside.calendar(dana, now=now, address="http://calendars.invalid/a.ics")
    waits = make.fresh(organisation=organisation, conversation_id=received.conversation_id)
    joined = queues.write_in(waits, desk, now=now)
    checked = matters.with_hit(by=by, now=now)
    with override_settings(MAIL_DOMAIN=mail.DOMAIN):
        box = mail.box(by, now=now)
    asked = forms.form(by, now=now)
    filled = forms.draft(asked, now=now)
    return {
        "matter_id": checked.matter_id,
        "check_id": checked.check_id,
        "hit_id": checked.hit_id,
        "consent_id": matters.consent(by=by, check_id=checked.check_id, now=now).pk,
        "wall_id": checked.wall_id,
        "alert_id": flags.alert(organisation, received.entry_id, now=now).pk,
        "form_id": asked.pk,
        "list_id": forms.answer_list(by, now=now).pk,
        **playbooks.things(by, received.conversation_id, now=now),
        "submission_id": filled.pk,
        "upload_id": forms.file(filled, now=now).pk,
        "part": "identity",
        "place_id": places.site(by=by, now=now).pk,
        "job_id": (job := places.job(by=by, now=now)).pk,
        "photo_id": places.photo(job).pk,
        "job_type_id": places.kind(by=by).pk,
        "urgency": "P9",
        "step": "nothing",
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
        "hold_id": contacts.hold(by=by, contact_id=address.contact_id, now=now).pk,
        "suggestion_id": contacts.suggestion(by=by, now=now).pk,
        "address_id": address.pk,
        "line_id": line.pk,
        "queue_id": desk.pk,
        "mailbox_id": box.pk,
        "provider": "google",
        "version_id": assistants.version(organisation, now=now).pk,
        "phrase_id": assistants.phrase(organisation, "who looks at roofs", "faq_services", now=now).pk,
        "turn_id": assistants.turn(organisation, now=now).pk,
        "answer_id": assistants.answer(organisation, question="Do you take cards?", answer="Yes.").pk,
        "skill_id": queues.skill(organisation, "Spanish", _3=by).pk,
        "rota_id": oncall.rota(by, now=now).pk,
        "ladder_id": oncall.ladder(by, by, now=now).pk,
        "item_id": joined.item.pk if joined.item else "",
        "block_id": call_services.add_block(
            by=by, kind="NUMBER", value="+16025550177", reason="Sells", now=now
        ).pk,
    }


# What an address can name that a wall around a conversation keeps from somebody.
BEHIND_WALLS = {
    "conversation_id", "entry_id", "recording_id", "call_id", "item_id", "matter_id", "check_id", "hit_id", "contact_id",
    "address_id",
    "alert_id", "appointment_id", "waiting_id", "copy_id",
}  # fmt: skip


def wall(*, by: Member, against: Member, now: datetime) -> tuple[str, ...]:
    """Keep every conversation and matter of the organisation from a member; give words only those behind it hold."""
    for matter_id in matters.ids(by.organisation):
        walls.raise_wall(by=by, matter_id=matter_id, member_ids=[against.pk], reason="Acted before", now=now)
    with tenant_transaction(against.organisation_id):
        Appointment.objects.of(against.organisation_id).update(
            conversation=Conversation.objects.of(against.organisation_id).order_by("pk").first()
        )
        for row in Conversation.objects.of(against.organisation_id):
            wall_conversation(
                organisation_id=against.organisation_id,
                conversation_id=row.pk,
                member_ids=[against.pk],
                now=now,
            )
    against.refresh_from_db()
    with reading(by.organisation):
        rows = Conversation.objects.of(by.organisation_id).exclude(contact=None).select_related("contact")
        people = {row.contact.display_name for row in rows if row.contact and row.contact.display_name}
    return (*sorted(people), "Imani Okafor")


def argument(name: str, key: str, made: Things) -> UUID | str | int:
    """Choose the thing an address' argument names."""
    assert key in made, f"{name} names a {key}: make one in tests/factories/tenancy.py"
    return made[key]

"""Settings about telephones: one's own, blocked callers, the law on recording; and the link of the daily mail."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations import policies as own_policies
from conversations import selectors
from conversations.domain.recording_consent import READ_ON
from conversations.forms.calls import BlockForm, PhoneForm, RuleForm
from conversations.presenters import phones as present
from conversations.presenters.labels import address_label
from conversations.services import calls
from core import clock
from core.errors import NotFound, Refused
from core.transactions import reading


@require_http_methods(["GET", "POST"])
@member_required
def phone(request: MemberRequest) -> HttpResponse:
    """Show and change where the member takes calls."""
    if request.method == "POST":
        own_policies.check_can_write(request.member)
    with reading(request.member.organisation_id):
        known = calls.own_phone(member=request.member)
    initial: dict[str, object] = {"takes_calls": True}
    if known is not None:
        initial = {
            "number": address_label("PHONE", known.number) if known.number else "",
            "takes_in_browser": known.takes_in_browser,
            "takes_calls": known.takes_calls,
        }
    form = PhoneForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            calls.save_own_phone(by=request.member, **form.cleaned_data, now=clock.now())
        except Refused as refusal:
            form.add_error("number", str(refusal.sentence))
        else:
            messages.success(request, _("Your telephone is saved."))
            return redirect("conversations:phone")
    context = {
        **_frame(request, "phone"),
        "form": form,
        "is_set": known is not None,
        "can_change": own_policies.can_write(request.member),
    }
    return render(request, "conversations/phones/own.html", context, status=422 if form.errors else 200)


@require_GET
@member_required
def blocks(request: MemberRequest) -> HttpResponse:
    """List who is kept out, and offer another; `?number=` fills it in."""
    number = request.GET.get("number", "")[:40]
    return _blocks(request, BlockForm(initial={"kind": "NUMBER", "value": number}))


@require_POST
@member_required
def block_add(request: MemberRequest) -> HttpResponse:
    """Keep somebody out."""
    policies.check_can_supervise(request.member)
    form, now = BlockForm(request.POST), clock.now()
    if form.is_valid():
        zone = request.member.organisation.time_zone
        try:
            row = calls.add_block(
                by=request.member,
                kind=form.cleaned_data["kind"],
                value=form.cleaned_data["value"],
                reason=form.cleaned_data["reason"],
                expires_at=form.expires_at(zone, today=now.astimezone(ZoneInfo(zone)).date()),
                now=now,
            )
        except Refused as refusal:
            form.add_error("value", str(refusal.sentence))
        else:
            messages.success(
                request,
                _("%(value)s is kept out. A known client is put through all the same.")
                % {"value": row.value},
            )
            return redirect("conversations:blocks")
    return _blocks(request, form, status=422)


@require_POST
@member_required
def block_remove(request: MemberRequest, block_id: UUID) -> HttpResponse:
    """Let somebody through again."""
    calls.remove_block(by=request.member, block_id=block_id, now=clock.now())
    messages.success(request, _("They are put through again."))
    return redirect("conversations:blocks")


@never_cache
@require_http_methods(["GET", "POST"])
def unblock(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody through by the link in the daily mail: looking changes nothing, the button does."""
    try:
        member, block_id = calls.read_unblock_token(token)
    except NotFound:
        return render(request, "conversations/phones/unblock.html", {"is_lost": True}, status=404)
    with reading(member.organisation_id):
        block = calls.find_block_by_id(organisation=member.organisation_id, block_id=block_id)
    is_done = block is None
    if request.method == "POST" and block is not None:
        calls.unblock(token=token, now=clock.now())
        is_done = True
    context = {
        "organisation_name": member.organisation.name,
        "value": present.block_label(block) if block else "",
        "kind": block.get_kind_display() if block and block.kind != "NUMBER" else "",
        "reason": block.reason if block else "",
        "is_done": is_done,
        "is_lost": False,
    }
    return render(request, "conversations/phones/unblock.html", context)


@require_GET
@member_required
def recording_rules(request: MemberRequest) -> HttpResponse:
    """Show the law on recording, state by state."""
    with reading(request.member.organisation_id):
        own = selectors.list_recording_rules(organisation_id=request.member.organisation_id)
    context = {
        **_frame(request, "recording_rules"),
        "rules": present.rule_rows(own),
        "read_on": present.day_label(READ_ON),
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "conversations/phones/recording_rules.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def recording_rule(request: MemberRequest) -> HttpResponse:
    """Show and change how the organisation reads the law of `?state=`; `remove` goes back to the table."""
    if request.method == "POST":
        policies.check_can_administer(request.member)
    state = request.GET.get("state", "")
    if state not in present.STATE_NAMES:
        raise NotFound
    with reading(request.member.organisation_id):
        own = selectors.list_recording_rules(organisation_id=request.member.organisation_id)
    row = next(item for item in present.rule_rows(own) if item.state == state)
    known = next((item for item in own if item.region == f"US-{state}"), None)
    if request.method == "POST" and "remove" in request.POST:
        calls.remove_recording_rule(by=request.member, state=state, now=clock.now())
        messages.success(request, _("%(state)s goes by the table again.") % {"state": row.name})
        return redirect("conversations:recording_rules")
    initial = {
        "needs_everybody": "1" if row.needs_everybody else "0",
        "source": known.source if known else "",
    }
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        calls.save_recording_rule(by=request.member, state=state, **form.cleaned_data, now=clock.now())
        messages.success(request, _("Your reading for %(state)s is saved.") % {"state": row.name})
        return redirect("conversations:recording_rules")
    context = {
        **_frame(request, "recording_rules"),
        "row": row,
        "form": form,
        "can_change": policies.can_administer(request.member),
    }
    return render(
        request, "conversations/phones/recording_rule.html", context, status=422 if form.errors else 200
    )


def _blocks(request: MemberRequest, form: BlockForm, *, status: int = 200) -> HttpResponse:
    with reading(request.member.organisation_id):
        rows = selectors.list_blocks(organisation_id=request.member.organisation_id)
    context = {
        **_frame(request, "blocks"),
        "blocks": present.block_rows(rows, now=clock.now()),
        "form": form,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "conversations/phones/blocks.html", context, status=status)


def _frame(request: MemberRequest, current: str) -> dict[str, object]:
    return {"shell": shell(request, current="settings"), "tabs": settings_pages.tabs(current, request.member)}

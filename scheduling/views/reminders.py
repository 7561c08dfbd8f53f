"""What customers are reminded of, by service: set by owners."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from scheduling.forms.reminders import ReminderForm
from scheduling.models import ReminderRule
from scheduling.selectors import offers
from scheduling.services import reminding


@require_http_methods(["GET", "POST"])
@member_required
def reminders(request: MemberRequest) -> HttpResponse:
    """List the reminders of each service; owners add one."""
    with reading(request.member.organisation_id):
        services = offers.list_services(organisation_id=request.member.organisation_id)
    choices = [(str(row.pk), row.name) for row in services]
    if request.method == "GET":
        return _page(request, ReminderForm(services=choices))
    policies.check_can_administer(request.member)
    form = ReminderForm(request.POST, services=choices)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        reminding.add_rule(
            by=request.member,
            service_id=UUID(form.cleaned_data["service"]),
            values=form.values(),
            now=clock.now(),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, form, status=status_of(refusal))
    messages.success(request, _("The reminder is set."))
    return redirect("scheduling:reminders")


@require_POST
@owner_required
def reminder_remove(request: MemberRequest, rule_id: UUID) -> HttpResponse:
    """Send a reminder no more."""
    reminding.remove_rule(by=request.member, rule_id=rule_id, now=clock.now())
    messages.success(request, _("That reminder is sent no more."))
    return redirect("scheduling:reminders")


def _page(request: MemberRequest, form: ReminderForm, *, status: int = 200) -> HttpResponse:
    with reading(request.member.organisation_id):
        rules = offers.list_rules(organisation_id=request.member.organisation_id)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("reminders", request.member),
        "rules": [(row, _when(row), row.get_channel_display()) for row in rules],
        "form": form,
        "can_change": policies.can_administer(request.member),
        "has_services": bool(form.fields["service"].choices),  # type: ignore[attr-defined]
    }
    return render(request, "scheduling/reminders.html", context, status=status)


def _when(row: ReminderRule) -> str:
    minutes = row.minutes
    if minutes % 1440 == 0:
        span = ngettext("%(count)d day", "%(count)d days", minutes // 1440) % {"count": minutes // 1440}
    elif minutes % 60 == 0:
        span = _("%(count)d hr") % {"count": minutes // 60}
    else:
        span = _("%(count)d min") % {"count": minutes}
    if row.kind == "NO_SHOW":
        return _("%(span)s after nobody came") % {"span": span}
    return _("%(span)s before") % {"span": span}

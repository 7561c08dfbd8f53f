"""Filling in a form on its public address: no cookie, no script needed; what is typed is kept field by field."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.transactions import reading
from intake import errors
from intake.domain.forms.document import Stage, says
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.states import SubmissionState
from intake.forms.answers import read_answers, read_marks
from intake.models import Submission
from intake.pages.filling import DonePage, StartPage
from intake.presenters.forms.questions import intent_words
from intake.selectors import forms as selectors
from intake.services.forms import amending, filling, resuming, signing, submitting, uploading
from intake.views.draftpage import (
    address,
    clash_page,
    done_page,
    filled_of,
    opened,
    see,
    show,
    stage_of,
    stage_page,
    stage_url,
)
from scheduling.domain.links import Purpose
from scheduling.errors import LinkBroken
from scheduling.services import abuse, links
from scheduling.views.public.house import Visit, public

BEGUN = abuse.Limit("form", 30, 3600)


@require_http_methods(["GET", "POST"])
@public
def start(visit: Visit, form: str) -> HttpResponse:
    """Say what the form is; begin a draft when asked to."""
    with reading(visit.organisation):
        try:
            version = selectors.get_published(organisation=visit.organisation, slug=form)
        except errors.NoSuchForm:
            return show(visit, "done", _gone(), status=404)
    language = get_language() or "en"
    if visit.request.method == "POST":
        return _begin(visit, form, version.form_id, language)
    document = version.document
    page = StartPage(
        title=says(document["title"], language),
        intro=says(document.get("intro", {}), language),
        begin_url=_with_hold(visit, address("form_start", visit, form)),
        begin_label=_("Begin"),
        privacy=_("Your answers are kept as you write them, and only used for your request."),
        fields=tuple(_origin(visit).items()),
    )
    return show(visit, "start", page)


def _begin(visit: Visit, form: str, form_id: Any, language: str) -> HttpResponse:
    sent = visit.request.POST
    if sent.get("website"):
        return show(visit, "done", _gone(), status=422)
    abuse.count(BEGUN, visit.organisation.pk, visit.visitor)
    who = filling.Begin(
        language=language,
        origin={key: sent.get(key, "") for key in filling.ORIGINS},
        visitor=visit.visitor,
        hold_id=_held(visit),
    )
    row = filling.begin(organisation=visit.organisation.pk, form_id=form_id, who=who, now=visit.now)
    return see(address("form_fill", visit, form, token=resuming.fill_token(row, now=visit.now)))


def _held(visit: Visit) -> UUID | None:
    """Give the time for which somebody fills in the form, where a booking sent them."""
    if not visit.way.hold:
        return None
    link = links.unsign(visit.way.hold, Purpose.HOLD, now=visit.now)
    if link.organisation_id != visit.organisation.pk:
        raise LinkBroken
    return link.target_id


def _with_hold(visit: Visit, url: str) -> str:
    return (
        f"{url}{'&' if '?' in url else '?'}{urlencode({'hold': visit.way.hold})}" if visit.way.hold else url
    )


def _origin(visit: Visit) -> dict[str, str]:
    query = visit.request.GET
    found = {key: query.get(key, "")[:300] for key in filling.ORIGINS if query.get(key)}
    referrer = visit.request.headers.get("Referer", "")
    if referrer and not referrer.startswith(visit.request.build_absolute_uri("/")):
        found["referrer"] = referrer[:300]
    if visit.way.embed:
        found["embedded"] = "1"
    return found


def _gone() -> DonePage:
    return DonePage(
        title=_("This form is not open"),
        text=_("It may have been replaced. Call us, or write to us, and we will help you."),
    )


@require_http_methods(["GET", "POST"])
@public
def fill(visit: Visit, form: str, token: str) -> HttpResponse:
    """Show a stage; keep it and go on."""
    row = opened(visit, form, token)
    if row.state != SubmissionState.DRAFT.value:
        return _sent(visit, row)
    stage = stage_of(visit, row)
    if visit.request.method != "POST":
        return stage_page(visit, row, stage, token, is_checked="check" in visit.request.GET)
    try:
        return _pressed(visit, row, stage, token)
    except errors.StageLocked:
        return stage_page(visit, opened(visit, form, token), stage, token, status=409)
    except (errors.UploadRefused, errors.NotSigned) as refusal:
        again = opened(visit, form, token)
        return stage_page(visit, again, stage, token, status=422, problem=str(refusal.sentence))
    except errors.AlreadySent:
        return done_page(visit, opened(visit, form, token))


def _sent(visit: Visit, row: Submission) -> HttpResponse:
    """Thank them; whoever wants to change what they sent goes on with a draft of it."""
    if visit.request.method != "POST" or visit.request.POST.get("act") != "amend":
        return done_page(visit, row)
    try:
        draft = amending.begin_amendment(
            organisation=visit.organisation.pk,
            submission_id=row.pk,
            language=get_language() or "",
            now=visit.now,
        )
    except (errors.NotSent, errors.BeganMatter):
        return done_page(visit, row)
    token = resuming.fill_token(draft, now=visit.now)
    first = selectors.definition_of(row).stages[0].key
    return see(stage_url(visit, row.form_version.form.slug, token, first))


def _pressed(visit: Visit, row: Submission, stage: Stage, token: str) -> HttpResponse:
    """Keep what was sent; then do what the pressed button says."""
    sent, form = visit.request.POST, row.form_version.form.slug
    keys: Any = {"organisation": visit.organisation.pk, "submission_id": row.pk, "now": visit.now}
    given = read_answers(selectors.definition_of(row), sent)
    # Where the firm wrote meanwhile, its answer may be taken instead.
    given.pop(sent.get("drop", ""), None)
    kept = filling.answer(**keys, given=given, language=get_language() or "", known=read_marks(sent))
    if kept.clashes:
        return clash_page(visit, opened(visit, form, token), stage, token, kept.clashes)
    files = ((one.key, visit.request.FILES.getlist(one.key)) for one in stage.fields)
    for key, several in files:
        for one in several:
            uploading.keep_file(**keys, field=key, name=one.name or "", content=one.read())
    if sent.get("remove_file"):
        remove_file(visit, row, sent["remove_file"])
    if any(sent.get(one) for one in ("add", "remove", "upload", "remove_file", "keep", "drop")):
        more = frozenset(filter(None, [sent.get("add", "")]))
        return stage_page(visit, opened(visit, form, token), stage, token, more_rows=more)
    _sign(visit, row, stage)
    following = filling.finish_stage(**keys, stage=stage.key, given={})
    fresh = opened(visit, form, token)
    filled = filled_of(visit, fresh)
    if filled.judgement.errors_of(one.key for one in stage.fields):
        return stage_page(visit, fresh, stage, token, status=422, is_checked=True)
    if following:
        return see(stage_url(visit, form, token, following))
    return _send(visit, fresh, token)


def _send(visit: Visit, row: Submission, token: str) -> HttpResponse:
    try:
        sent = submitting.submit(organisation=visit.organisation.pk, submission_id=row.pk, now=visit.now)
    except errors.AnswersWrong as wrong:
        return see(stage_url(visit, row.form_version.form.slug, token, wrong.stage, check="1"))
    except errors.StageLocked as closed:
        stage = stage_of(visit, row)
        return stage_page(visit, row, stage, token, status=409, problem=closed.lock.text)
    return see(address("form_fill", visit, sent.form_version.form.slug, token=token))


def _sign(visit: Visit, row: Submission, stage: Stage) -> None:
    sent = visit.request.POST
    for field in stage.fields:
        if field.type is not FieldType.SIGNATURE:
            continue
        name, strokes = sent.get(f"{field.key}.name", ""), sent.get(f"{field.key}.strokes", "")
        meant = bool(sent.get(f"{field.key}.meant"))
        if not (name.strip() or strokes or meant):
            continue
        signing.sign(
            organisation=visit.organisation.pk,
            submission_id=row.pk,
            field=field.key,
            sign=signing.Sign(
                name=name,
                strokes=strokes,
                is_meant=meant,
                intent=intent_words(),
                network_address=visit.network_address,
                user_agent=visit.request.headers.get("User-Agent", ""),
            ),
            now=visit.now,
        )


def remove_file(visit: Visit, row: Submission, upload: str) -> None:
    """Take a file out of a draft; one that is not there is fine."""
    found = next(
        (one for files in filled_of(visit, row).uploads.values() for one in files if str(one.pk) == upload),
        None,
    )
    if found is not None:
        uploading.remove_file(
            organisation=visit.organisation.pk, submission_id=row.pk, upload_id=found.pk, now=visit.now
        )

"""Forms and drafts, made by the services their owners and customers use."""

from datetime import datetime
from typing import Any

from accounts.models import Member
from intake.models import Form, OptionSet, Submission, Upload
from intake.services.forms import editing, filling, lists, uploading


def words(text: str) -> dict[str, str]:
    """Say something in both languages."""
    return {"en": text, "es": f"{text} (es)"}


def asks(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    """Make a question."""
    return {"key": key, "type": kind, "label": words(key.replace("_", " ").capitalize()), **more}


YES_NO = [{"value": "yes", "label": words("Yes")}, {"value": "no", "label": words("No")}]
DOCUMENT: dict[str, Any] = {
    "format": 1,
    "title": words("Before we talk"),
    "intro": words("A few questions."),
    "closing": words("We call you."),
    "languages": ["en", "es"],
    "stages": [
        {
            "key": "names",
            "title": words("Who"),
            "sections": [
                {
                    "key": "you",
                    "title": words("You"),
                    "fields": [
                        asks("full_name", required=True, prefill="contact.name", writeback="contact.name"),
                        asks("mail", "email", prefill="contact.email", writeback="contact.email"),
                        asks("tel", "phone", prefill="contact.phone", writeback="contact.phone"),
                        asks("born", "date"),
                        asks("married", "choice", options=YES_NO),
                        asks(
                            "since", show_if={"field": "married", "op": "==", "value": "yes"}, required=True
                        ),
                        asks("others", "party"),
                    ],
                }
            ],
        },
        {
            "key": "facts",
            "title": words("What happened"),
            "allows": ["privileged"],
            "sections": [
                {
                    "key": "story",
                    "title": words("Story"),
                    "fields": [
                        asks("story", "textarea", required=True, sensitivity="privileged"),
                        asks("papers", "file", sensitivity="privileged", validate={"most": 2}),
                        asks("signature", "signature", required=True, text=words("I ask for a talk.")),
                    ],
                }
            ],
        },
    ],
}


def form(by: Member, *, now: datetime, document: dict[str, Any] | None = None, slug: str = "talk") -> Form:
    """Make a form and publish it."""
    made = editing.create_form(
        by=by, name=f"Before a {slug}", slug=slug, document=document or DOCUMENT, now=now
    )
    editing.publish(by=by, form_id=made.pk, now=now)
    return made


def answer_list(by: Member, *, now: datetime, name: str = "Carriers") -> OptionSet:
    """Make a list of answers."""
    return lists.keep_list(by=by, list_id=None, name=name, options=YES_NO, now=now)


def draft(form: Form, *, now: datetime, **who: Any) -> Submission:
    """Begin a form as a customer does."""
    return filling.begin(
        organisation=form.organisation_id, form_id=form.pk, who=filling.Begin(**who), now=now
    )


def file(row: Submission, *, now: datetime) -> Upload:
    """Send a paper along."""
    return uploading.keep_file(
        organisation=row.organisation_id,
        submission_id=row.pk,
        field="papers",
        name="a.pdf",
        content=b"%PDF-1.4\n%%EOF",
        now=now,
    )

"""How the assistant is set up, and a question with its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from receptionist.models import ReceptionistSettings

LONG = {"rows": 4}
MOST_STEPS = 20
QUESTIONS = [
    ("name", gettext_lazy("Name")),
    ("phone", gettext_lazy("Phone")),
    ("email", gettext_lazy("E-mail")),
    ("dob", gettext_lazy("Date of birth")),
    ("address", gettext_lazy("Address")),
    ("unit", gettext_lazy("Unit")),
    ("insurance", gettext_lazy("Insurance")),
    ("opposing_party", gettext_lazy("Other side")),
    ("vehicle", gettext_lazy("Vehicle")),
    ("pet_name", gettext_lazy("Pet's name")),
    ("service", gettext_lazy("Service")),
    ("reason", gettext_lazy("What it is about")),
]


class SetupForm(forms.Form):
    """Who answers, what it asks, what it does in an emergency."""

    is_active = forms.BooleanField(
        label=gettext_lazy("Answer texts that open a conversation"), required=False
    )
    answers_calls = forms.BooleanField(
        label=gettext_lazy("Talk with callers where a call flow leads to the receptionist"), required=False
    )
    greeting = forms.CharField(label=gettext_lazy("Greeting in English"), required=False, max_length=300)
    greeting_es = forms.CharField(label=gettext_lazy("Greeting in Spanish"), required=False, max_length=300)
    intake = forms.MultipleChoiceField(
        label=gettext_lazy("It asks for"),
        choices=QUESTIONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing chosen: what your trade usually asks."),
    )
    plan = forms.CharField(
        label=gettext_lazy("Emergency plan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(LONG),
        help_text=gettext_lazy(
            "A line each: what it is about | what the customer is told | whom we call."
            " The assistant tells them to call 911 or 988 by itself where life is in danger."
        ),
    )
    is_private = forms.BooleanField(
        label=gettext_lazy("Ask name and date of birth before anything about an appointment"), required=False
    )
    promise_minutes = forms.IntegerField(
        label=gettext_lazy("Messages are answered within (business minutes)"),
        min_value=5,
        max_value=7 * 24 * 60,
        initial=240,
    )
    owner = forms.ChoiceField(label=gettext_lazy("Whose task a message becomes"), required=False)
    spam_numbers = forms.CharField(
        label=gettext_lazy("Numbers that only sell, a line each"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(LONG),
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        """This will offer these members as owners of tasks."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("The team")), *members]  # type: ignore[attr-defined]

    def clean_plan(self) -> list[dict[str, str]]:
        """Read the plan's lines; a number that is none is told with its line."""
        lines = [one.strip() for one in self.cleaned_data["plan"].splitlines() if one.strip()]
        if len(lines) > MOST_STEPS:
            raise forms.ValidationError(_("That is more than %(most)d lines.") % {"most": MOST_STEPS})
        return [_step(number, line) for number, line in enumerate(lines, 1)]

    def clean_spam_numbers(self) -> list[str]:
        """Read the numbers, each as it is stored."""
        typed = enumerate(self.cleaned_data["spam_numbers"].splitlines(), 1)
        return [_number(place, one.strip()) for place, one in typed if one.strip()]

    def values(self) -> dict[str, Any]:
        """Give the columns of the setting."""
        data = dict(self.cleaned_data)
        data["owner_id"] = data.pop("owner") or None
        return data


class AnswerForm(forms.Form):
    """A question customers ask, and the words that answer it."""

    question = forms.CharField(label=gettext_lazy("Question"), max_length=200)
    answer = forms.CharField(label=gettext_lazy("Answer"), max_length=400, widget=forms.Textarea({"rows": 2}))
    answer_es = forms.CharField(
        label=gettext_lazy("Answer in Spanish"),
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )


class TryForm(forms.Form):
    """Something a customer might say."""

    said = forms.CharField(label=gettext_lazy("A customer says"), max_length=400)


def initial_of(row: ReceptionistSettings | None) -> dict[str, Any]:
    """Show what is set."""
    if row is None:
        return {}
    plan = "\n".join(
        " | ".join(one.get(key, "") for key in ("concerns", "tell", "number")) for one in row.plan
    )
    return {
        "is_active": row.is_active,
        "answers_calls": row.answers_calls,
        "greeting": row.greeting,
        "greeting_es": row.greeting_es,
        "intake": row.intake,
        "plan": plan,
        "is_private": row.is_private,
        "promise_minutes": row.promise_minutes,
        "owner": str(row.owner_id or ""),
        "spam_numbers": "\n".join(row.spam_numbers),
    }


def _step(place: int, line: str) -> dict[str, str]:
    concerns, tell, number, *_more = [*(one.strip() for one in line.split("|")), "", "", ""]
    return {
        "concerns": concerns[:120],
        "tell": tell[:200],
        "number": _number(place, number) if number else "",
    }


def number_of(typed: str, wrong: str = "") -> str:
    """Read a telephone number, or refuse it in these words."""
    wrong = wrong or _("“%(typed)s” is no telephone number.") % {"typed": typed[:40]}
    try:
        found = normalise(typed)
    except AddressInvalid as error:
        raise forms.ValidationError(wrong) from error
    if found.kind != AddressKind.PHONE:
        raise forms.ValidationError(wrong)
    return found.value


def _number(place: int, typed: str) -> str:
    said = {"place": place, "typed": typed[:40]}
    return number_of(typed, _("Line %(place)d: “%(typed)s” is no telephone number.") % said)

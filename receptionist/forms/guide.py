"""The forms of the guided set-up, one a step."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.hours import MinuteField, clock_text
from receptionist.domain.trades import Trade
from receptionist.domain.website import LONGEST_ANSWER, LONGEST_QUESTION, MOST, Found
from receptionist.forms.setup import LONG, SetupForm, number_of
from receptionist.models import ReceptionistSettings

SHORT: Final = {"rows": 2}
MIDNIGHT: Final = 24 * 60
LONGEST_PASTE: Final = 20_000
SPANS: Final = (("work", range(5)), ("saturday", range(5, 6)), ("sunday", range(6, 7)))


class GreetingForm(forms.Form):
    """What callers hear after who speaks."""

    greeting = forms.CharField(
        label=gettext_lazy("In English"), required=False, max_length=300, widget=forms.Textarea(SHORT)
    )
    greeting_es = forms.CharField(
        label=gettext_lazy("In Spanish"), required=False, max_length=300, widget=forms.Textarea(SHORT)
    )


class HoursForm(forms.Form):
    """A plain week: one window on workdays, one on Saturday, one on Sunday."""

    work_opens = MinuteField(label=gettext_lazy("Monday to Friday from"))
    work_closes = MinuteField(label=gettext_lazy("Monday to Friday to"))
    saturday_opens = MinuteField(label=gettext_lazy("Saturday from"), required=False)
    saturday_closes = MinuteField(label=gettext_lazy("Saturday to"), required=False)
    sunday_opens = MinuteField(label=gettext_lazy("Sunday from"), required=False)
    sunday_closes = MinuteField(label=gettext_lazy("Sunday to"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of a day, or neither."""
        cleaned = super().clean() or self.cleaned_data
        for name, _days in SPANS:
            ends = (cleaned.get(f"{name}_opens"), cleaned.get(f"{name}_closes"))
            if (ends[0] is None) != (ends[1] is None) and not self.errors:
                self.add_error(f"{name}_closes", _("A day that is open needs a start and an end."))
        return cleaned

    def week(self) -> dict[int, tuple[int, int]]:
        """Give the week, minutes after midnight by weekday."""
        data = self.cleaned_data
        return {
            day: (data[f"{name}_opens"], data[f"{name}_closes"] or MIDNIGHT)
            for name, days in SPANS
            for day in days
            if data[f"{name}_opens"] is not None
        }


class SourceForm(forms.Form):
    """Where questions are: on a website, or in what is pasted."""

    site = forms.CharField(
        label=gettext_lazy("Your website"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "The page is read once, and where it leads to your questions those too. You see all of it first."
        ),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste questions and answers"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("A line that ends in a question mark, the answer below it, an empty line."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of them."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("site") and not cleaned.get("pasted"):
            self.add_error("site", _("Name your website, or paste what you have."))
        return cleaned


class FoundForm(forms.Form):
    """One question that was found, to take as it is, to change, or to leave."""

    take = forms.BooleanField(required=False)
    question = forms.CharField(label=gettext_lazy("Question"), max_length=LONGEST_QUESTION, required=False)
    answer = forms.CharField(
        label=gettext_lazy("The answer"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask of what is taken for both."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("take"):
            for name in ("question", "answer"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("What is taken needs a question and an answer."))
        return cleaned


class OfferedForm(forms.Form):
    """One service a trade usually gives."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=20)
    take = forms.BooleanField(required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=5, max_value=MIDNIGHT)


class UrgentForm(forms.Form):
    """What cannot wait, and by when the rest is answered."""

    number = forms.CharField(
        label=gettext_lazy("Who is called in an emergency"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy(
            "A number that is answered at night. Where life is in danger the assistant sends callers to 911 or 988 first."
        ),
    )
    plan = forms.CharField(
        label=gettext_lazy("What cannot wait in your trade"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(LONG),
        help_text=gettext_lazy("A line each: what it is about | what the customer is told."),
    )
    promise_minutes = SetupForm.base_fields["promise_minutes"]
    owner = forms.ChoiceField(label=gettext_lazy("Whose task a message becomes"), required=False)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        """This will offer these members as owners of tasks."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("The team")), *members]  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        """Read the number as it is dialled."""
        typed = self.cleaned_data["number"].strip()
        return number_of(typed) if typed else ""

    def values(self) -> dict[str, Any]:
        """Give the columns: each line of the plan calls the one number."""
        lines = [one.partition("|") for one in self.cleaned_data["plan"].splitlines() if one.strip()]
        number = self.cleaned_data["number"]
        return {
            "plan": [
                {"concerns": concerns.strip()[:120], "tell": tell.strip()[:200], "number": number}
                for concerns, _mark, tell in lines
            ],
            "promise_minutes": self.cleaned_data["promise_minutes"],
            "owner_id": self.cleaned_data["owner"] or None,
        }


class LineForm(forms.Form):
    """Which line the assistant answers, and when."""

    line = forms.ChoiceField(label=gettext_lazy("Line"))
    order = forms.ChoiceField(
        label=gettext_lazy("When it answers"),
        choices=[
            ("after", gettext_lazy("When nobody takes the call, and when you are closed")),
            ("first", gettext_lazy("At once, every call")),
        ],
        initial="after",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        """This will offer these lines."""
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = lines  # type: ignore[attr-defined]


FoundFormSet = forms.formset_factory(FoundForm, extra=0, max_num=MOST, absolute_max=MOST)
OfferedFormSet = forms.formset_factory(OfferedForm, extra=0, max_num=10, absolute_max=10)


def hours_of(trade: Trade) -> dict[str, str]:
    """Suggest the week of a trade."""
    names = (
        (f"{name}_{end}", days[0], place)
        for name, days in SPANS
        for place, end in enumerate(("opens", "closes"))
    )
    return {name: clock_text(trade.week[day][place]) for name, day, place in names if day in trade.week}


def plan_of(row: ReceptionistSettings, trade: Trade, language: str) -> dict[str, Any]:
    """Show the plan that is set, else suggest the trade's."""
    lines = [(one.get("concerns", ""), one.get("tell", "")) for one in row.plan] or list(trade.plan[language])
    return {
        "number": next((one["number"] for one in row.plan if one.get("number")), ""),
        "plan": "\n".join(f"{concerns} | {tell}" for concerns, tell in lines),
        "promise_minutes": row.promise_minutes,
        "owner": str(row.owner_id or ""),
    }


def found_of(found: tuple[Found, ...], known: frozenset[str]) -> list[dict[str, Any]]:
    """Offer what was found; what is a guess of ours or has an answer already is not ticked."""
    return [
        {
            "take": not one.is_guess and one.question not in known,
            "question": one.question,
            "answer": one.answer,
        }
        for one in found
    ]

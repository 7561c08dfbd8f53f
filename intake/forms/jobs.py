"""What is typed of a job, and of a kind of job."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.homes.postal import read
from intake.domain.homes.urgency import EN, ES, Script, Urgency
from intake.models import Form, Job, JobType, ServiceSite
from intake.services.homes.jobs import NewJob
from intake.services.homes.sites import Typed
from scheduling.models import Service


class JobForm(forms.Form):
    """A job: what is wrong, how urgent it is, and where."""

    problem = forms.CharField(
        label=_("What is wrong, in their words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    type = forms.ChoiceField(label=_("Kind of job"), required=False)
    urgency = forms.ChoiceField(label=_("How urgent is it?"), required=False)
    site = forms.ChoiceField(label=_("Where"), required=False)
    line = forms.CharField(
        label=_("Another address, in one line"),
        max_length=300,
        required=False,
        help_text=_("As somebody wrote it, like 1220 W Roosevelt St, Phoenix, AZ 85007."),
    )
    is_sure = forms.BooleanField(label=_("The address is right as it stands"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        types: Sequence[JobType],
        sites: Sequence[ServiceSite],
        urgencies: Sequence[tuple[str, str]],
        job: Job | None = None,
    ) -> None:
        initial: dict[str, Any] = {}
        if job is not None:
            initial = {"problem": job.problem, "type": job.type_id, "urgency": job.urgency}
            initial |= {"site": job.site_id, "version": job.version}
        elif len(sites) == 1:
            initial = {"site": sites[0].pk}
        super().__init__(data, initial=initial)
        self.is_odd = bool(data and data.get("odd"))
        choices: dict[str, list[tuple[str, Any]]] = {
            "type": [("", _("Not known yet")), *((str(row.pk), row.name) for row in types)],
            "urgency": [
                ("", _("As the kind of job says")),
                *urgencies,
            ],
            "site": [("", _("Not known yet")), *((str(row.pk), f"{row}, {row.city}") for row in sites)],
        }
        for key, rows in choices.items():
            self.fields[key].choices = rows  # type: ignore[attr-defined]

    def typed(self) -> Typed | None:
        """Give the address that was typed, none where none was."""
        line = self.cleaned_data["line"].strip()
        return Typed(address=read(line), raw=line, is_sure=self.cleaned_data["is_sure"]) if line else None

    def new(
        self, *, site_id: UUID | None, contact_id: UUID | None = None, conversation_id: UUID | None = None
    ) -> NewJob:
        """Give the job; `site_id` goes before the place that was chosen."""
        values = self.cleaned_data
        return NewJob(
            problem=values["problem"],
            type_id=UUID(values["type"]) if values["type"] else None,
            urgency=Urgency(values["urgency"]) if values["urgency"] else None,
            site_id=site_id or (UUID(values["site"]) if values["site"] else None),
            contact_id=contact_id,
            conversation_id=conversation_id,
        )


class JobTypeForm(forms.ModelForm):
    """A kind of job."""

    skills = forms.CharField(
        label=_("Needs"),
        max_length=300,
        required=False,
        help_text=_("What whoever goes must be able to do, with commas: gas licence, drain camera."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        row: JobType,
        urgencies: Sequence[tuple[str, str]],
        services: Sequence[Service],
        forms_there_are: Sequence[Form],
    ) -> None:
        super().__init__(data, instance=row, initial={"skills": ", ".join(row.skills or [])})
        for key, rows in (("service", services), ("form", forms_there_are)):
            self.fields[key] = forms.ChoiceField(
                label=self.Meta.labels[key],
                required=False,
                choices=[("", _("None")), *((str(one.pk), one.name) for one in rows)],
                initial=getattr(row, f"{key}_id") or "",
                help_text=self.Meta.help_texts.get(key, ""),
            )
        self.fields["urgency"] = forms.ChoiceField(
            label=_("How urgent is it?"),
            choices=urgencies,
            initial=row.urgency,
        )

    class Meta:
        model = JobType
        fields = ["name", "minutes", "price_en", "price_es", "is_active"]
        labels = {
            "name": _("Name"),
            "minutes": _("Usually takes, in minutes"),
            "price_en": _("What it costs, in English"),
            "price_es": _("The same in Spanish"),
            "is_active": _("It is offered"),
            "service": _("Booked as"),
            "form": _("Questions to ask"),
        }
        help_texts = {
            "price_en": _("Words for the telephone, like: $89 to come and look."),
            "service": _("A visit of this service becomes a job of this kind."),
        }

    def skill_list(self) -> list[str]:
        """Give what is needed, each once."""
        parts = (part.strip()[:60] for part in self.cleaned_data["skills"].split(","))
        return list(dict.fromkeys(part for part in parts if part))[:10]


class ScriptForm(forms.Form):
    """What is said first at an urgency."""

    said_en = forms.CharField(
        label=_("What is said in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A sentence a line."),
    )
    said_es = forms.CharField(
        label=_("The same in Spanish"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    may_book = forms.BooleanField(label=_("A time may be agreed in the same breath"), required=False)
    calls_out = forms.BooleanField(label=_("Whoever is on call is called"), required=False)

    def __init__(self, data: Any = None, *, script: Script) -> None:
        initial = {
            "said_en": "\n".join(script.say[EN]),
            "said_es": "\n".join(script.say[ES]),
            "may_book": script.may_book,
            "calls_out": script.calls_out,
        }
        super().__init__(data, initial=initial)

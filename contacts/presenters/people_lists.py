"""Lists of contacts: what their columns may hold, and how their rows are told about."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Member
from contacts.domain.csv_files import HEADINGS
from contacts.domain.faults import Fault
from contacts.errors import fault_sentence
from contacts.ports import ListKind, RowFault, register_list
from contacts.presenters import labels
from contacts.selectors import PEOPLE
from contacts.services.import_rows import NAMING, read_in

FIELDS = {
    "name": _("Whole name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "middle_name": _("Middle name"),
    "preferred_name": _("Called"),
    "prefix": _("Title"),
    "suffix": _("Suffix"),
    "company_name": _("Company"),
    "phone": _("Phone"),
    "phone_2": _("Second phone"),
    "email": _("E-mail"),
    "email_2": _("Second e-mail"),
    "language": _("Language"),
    "lifecycle": _("Relationship"),
    "tags": _("Labels"),
    "source": _("Source"),
    "about": _("Worth knowing"),
    "birth_date": _("Date of birth"),
    "street": _("Street and number"),
    "city": _("City"),
    "region": _("State or province"),
    "postcode": _("ZIP code"),
}


def register() -> None:
    """Let lists of contacts be read in."""
    register_list(
        ListKind(
            key=PEOPLE,
            title=_("Import contacts"),
            intro=_(
                "Next you say what each column holds. Whoever is known by number or e-mail is updated, never doubled."
            ),
            fields=FIELDS,
            headings=HEADINGS,
            naming=NAMING,
            naming_sentence=_("Choose a column for the name, the company, a phone number or an e-mail."),
            may=_everyone,
            read=read_in,
            sentence=_sentence,
            created=_created,
            updated=_updated,
            home=(_("All contacts"), "contacts:list"),
            rail="contacts",
            after=(
                _("Who may be known already under another number is found within a minute:"),
                _("possible duplicates"),
                "contacts:duplicates",
            ),
        )
    )


def _everyone(_member: Member) -> bool:
    return True


def _sentence(fault: RowFault) -> str:
    return fault_sentence(Fault(fault.fault), count=fault.count, typed=fault.typed)


def _created(count: int) -> str:
    return ngettext("%(count)s new contact", "%(count)s new contacts", count) % {
        "count": labels.number(count)
    }


def _updated(count: int) -> str:
    return ngettext("%(count)s was known", "%(count)s were known", count) % {"count": labels.number(count)}

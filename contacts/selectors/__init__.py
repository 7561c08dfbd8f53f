"""Every read of contacts; called inside `reading` or a use case."""

from contacts.selectors.consent import (
    is_opted_out,
    latest_consent,
    list_consent_history,
    verdict,
    verdict_on_call,
)
from contacts.selectors.imports import (
    PEOPLE,
    Mistake,
    can_go_on,
    find_part_with_mistakes,
    get_import,
    kind_for,
    list_first_rows,
    list_imports,
    list_mistakes,
    mistakes_of,
)  # fmt: skip
from contacts.selectors.merges import list_merges, list_others
from contacts.selectors.page import ContactSource, get_contact_page
from contacts.selectors.people import (
    BY_NAME,
    MOST_FOUND,
    NEWEST,
    ContactPage,
    ContactPlace,
    ContactQuery,
    addresses_of,
    find_ids,
    get_contact,
    list_addresses,
    list_batch,
    list_contacts,
    list_sharers,
    list_tags,
    seen_by,
)  # fmt: skip

__all__ = [
    "BY_NAME", "MOST_FOUND", "NEWEST", "PEOPLE", "ContactPage", "ContactPlace", "ContactQuery", "ContactSource",
    "Mistake", "addresses_of", "can_go_on", "find_ids", "find_part_with_mistakes", "get_contact", "get_contact_page",
    "get_import",
    "is_opted_out", "kind_for", "latest_consent",
    "list_addresses", "list_batch", "list_consent_history", "list_contacts", "list_first_rows", "list_imports",
    "list_merges", "list_mistakes", "list_others", "list_sharers", "list_tags", "mistakes_of", "seen_by", "verdict",
    "verdict_on_call",
]  # fmt: skip

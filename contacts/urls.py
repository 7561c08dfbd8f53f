"""Addresses of contacts."""

from django.urls import path

from contacts.views import addresses, contacts, imports, merging

app_name = "contacts"

_contact = "<uuid:contact_id>/"
_address = f"{_contact}addresses/<uuid:address_id>/"
_import = "imports/<uuid:import_id>/"

urlpatterns = [
    path("", contacts.contacts, name="list"),
    path("new/", contacts.new, name="new"),
    path("search/", contacts.search, name="search"),
    path("imports/", imports.imports, name="imports"),
    path(_import, imports.one, name="import"),
    path(f"{_import}start/", imports.start, name="import_start"),
    path(f"{_import}stop/", imports.stop, name="import_stop"),
    path(f"{_import}progress/", imports.progress, name="import_progress"),
    path(f"{_import}errors.csv", imports.errors, name="import_errors"),
    path("contacts.csv", imports.export, name="export"),
    path(f"{_contact}merge/", merging.merge, name="merge"),
    path(f"{_contact}merge/<uuid:merge_id>/undo/", merging.unmerge, name="unmerge"),
    path(_contact, contacts.contact, name="contact"),
    path(f"{_contact}edit/", contacts.edit, name="edit"),
    path(f"{_contact}timeline/", contacts.timeline, name="timeline"),
    path(f"{_contact}addresses/", addresses.add, name="address_add"),
    path(_address, addresses.edit, name="address_edit"),
    path(f"{_address}remove/", addresses.remove, name="address_remove"),
    path(f"{_address}consent/", addresses.consent, name="consent"),
]

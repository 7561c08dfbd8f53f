"""Addresses of contacts."""

from django.urls import path

from contacts.views import addresses, contacts, duplicates, imports, merging, personal

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
    path(f"{_import}resume/", imports.resume, name="import_resume"),
    path(f"{_import}progress/", imports.progress, name="import_progress"),
    path(f"{_import}errors.csv", imports.errors, name="import_errors"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:suggestion_id>/distinct/", duplicates.distinct, name="duplicate_distinct"),
    path("contacts.csv", imports.export, name="export"),
    path(f"{_contact}merge/", merging.merge, name="merge"),
    path(f"{_contact}merge/<uuid:merge_id>/undo/", merging.unmerge, name="unmerge"),
    path(f"{_contact}data/", personal.data, name="data"),
    path(f"{_contact}data/export/", personal.export, name="data_export"),
    path(f"{_contact}data/holds/", personal.place_hold, name="hold_place"),
    path(f"{_contact}data/holds/<uuid:hold_id>/lift/", personal.lift_hold, name="hold_lift"),
    path(f"{_contact}data/erase/", personal.erase, name="erase"),
    path(_contact, contacts.contact, name="contact"),
    path(f"{_contact}edit/", contacts.edit, name="edit"),
    path(f"{_contact}timeline/", contacts.timeline, name="timeline"),
    path(f"{_contact}addresses/", addresses.add, name="address_add"),
    path(_address, addresses.edit, name="address_edit"),
    path(f"{_address}remove/", addresses.remove, name="address_remove"),
    path(f"{_address}consent/", addresses.consent, name="consent"),
]

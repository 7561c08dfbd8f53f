"""Addresses of contacts."""

from django.urls import path

from contacts.views import addresses, contacts

app_name = "contacts"

_contact = "<uuid:contact_id>/"
_address = f"{_contact}addresses/<uuid:address_id>/"

urlpatterns = [
    path("", contacts.contacts, name="list"),
    path("new/", contacts.new, name="new"),
    path("search/", contacts.search, name="search"),
    path(_contact, contacts.contact, name="contact"),
    path(f"{_contact}edit/", contacts.edit, name="edit"),
    path(f"{_contact}timeline/", contacts.timeline, name="timeline"),
    path(f"{_contact}addresses/", addresses.add, name="address_add"),
    path(_address, addresses.edit, name="address_edit"),
    path(f"{_address}remove/", addresses.remove, name="address_remove"),
    path(f"{_address}consent/", addresses.consent, name="consent"),
]

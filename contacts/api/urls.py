"""Addresses below /api/v1/ of contacts."""

from django.urls import path

from contacts.api import resources

urlpatterns = [
    path("contacts", resources.ContactList.as_view()),
    path("contacts/<uuid:contact_id>", resources.ContactDetail.as_view()),
    path("contacts/<uuid:contact_id>/addresses", resources.AddressList.as_view()),
    path("contacts/<uuid:contact_id>/addresses/<uuid:address_id>", resources.AddressDetail.as_view()),
]

"""Addresses below /api/v1/ of organisations and members."""

from django.urls import path

from accounts.api import resources

urlpatterns = [
    path("schema", resources.SchemaView.as_view(), name="api_schema"),
    path("organisation", resources.OrganisationDetail.as_view()),
    path("members", resources.MemberList.as_view()),
    path("members/<uuid:member_id>", resources.MemberDetail.as_view()),
]

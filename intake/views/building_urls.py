"""The addresses at which forms are built, and inquiries followed."""

from django.urls import URLPattern, URLResolver, path

from intake.views import answer_lists, form_builder, form_preview, playbooks

building_urls: list[URLPattern | URLResolver] = [
    path("settings/forms/<uuid:form_id>/build/", form_builder.build, name="form_build"),
    path("settings/forms/<uuid:form_id>/build/act/", form_builder.build_act, name="form_build_act"),
    path("settings/forms/<uuid:form_id>/preview/", form_preview.preview, name="form_preview"),
    path("settings/answers/", answer_lists.lists, name="answer_lists"),
    path("settings/answers/keep/", answer_lists.list_new, name="answer_list_new"),
    path("settings/answers/<uuid:list_id>/", answer_lists.one_list, name="answer_list"),
    path("settings/answers/<uuid:list_id>/act/", answer_lists.list_act, name="answer_list_act"),
    path("settings/playbooks/", playbooks.playbooks, name="playbooks"),
    path("settings/playbooks/new/", playbooks.playbook_new, name="playbook_new"),
    path("settings/playbooks/<uuid:playbook_id>/", playbooks.playbook, name="playbook"),
    path("inquiries/", playbooks.funnel, name="funnel"),
    path("inquiries/<uuid:inquiry_id>/outcome/", playbooks.inquiry_outcome, name="inquiry_outcome"),
    path("inquiries/<uuid:inquiry_id>/playbook/", playbooks.inquiry_book, name="inquiry_book"),
]

"""Addresses below /api/v1/ of conversations, messages and lines."""

from django.urls import path

from conversations.api import acts, messages, resources

_one = "conversations/<uuid:conversation_id>"

urlpatterns = [
    path("lines", resources.LineList.as_view()),
    path("lines/<uuid:line_id>", resources.LineDetail.as_view()),
    path("conversations", resources.ConversationList.as_view()),
    path(_one, resources.ConversationDetail.as_view()),
    path(f"{_one}/entries", resources.EntryList.as_view()),
    path(f"{_one}/claim", acts.Claim.as_view()),
    path(f"{_one}/assign", acts.Assign.as_view()),
    path(f"{_one}/release", acts.Release.as_view()),
    path(f"{_one}/snooze", acts.Snooze.as_view()),
    path(f"{_one}/resolve", acts.Resolve.as_view()),
    path(f"{_one}/reopen", acts.Reopen.as_view()),
    path(f"{_one}/spam", acts.Spam.as_view()),
    path(f"{_one}/not-spam", acts.NotSpam.as_view()),
    path(f"{_one}/tags", acts.Tags.as_view()),
    path("messages", messages.MessageList.as_view()),
]

"""Addresses of the inbox."""

from django.urls import path

from conversations.views import (
    call_acts,
    calls,
    desk,
    inbox,
    media,
    ownership,
    phones,
    promises,
    replies,
    starting,
    status,
    tasks,
)

app_name = "conversations"

_conversation = "inbox/<uuid:conversation_id>/"
_entry = "entries/<uuid:entry_id>/"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/rows/", inbox.rows, name="rows"),
    path("inbox/new/", starting.write, name="write"),
    path("inbox/unowned/", inbox.unowned, name="unowned"),
    path("inbox/bulk/", desk.bulk, name="bulk"),
    path("inbox/views/", desk.save_view, name="save_view"),
    path("inbox/views/<uuid:view_id>/delete/", desk.delete_view, name="delete_view"),
    path(_conversation, inbox.conversation, name="conversation"),
    path(f"{_conversation}older/", inbox.older, name="older"),
    path(f"{_conversation}claim/", ownership.claim, name="claim"),
    path(f"{_conversation}assign/", ownership.assign, name="assign"),
    path(f"{_conversation}release/", ownership.release, name="release"),
    path(f"{_conversation}snooze/", status.snooze, name="snooze"),
    path(f"{_conversation}wake/", status.wake, name="wake"),
    path(f"{_conversation}resolve/", status.resolve, name="resolve"),
    path(f"{_conversation}reopen/", status.reopen, name="reopen"),
    path(f"{_conversation}spam/", status.spam, name="spam"),
    path(f"{_conversation}not-spam/", status.not_spam, name="not_spam"),
    path(f"{_conversation}reply/", replies.reply, name="reply"),
    path(f"{_conversation}note/", replies.note, name="note"),
    path(f"{_conversation}draft/", replies.draft, name="draft"),
    path(f"{_conversation}read/", desk.read, name="read"),
    path(f"{_conversation}unread/", desk.unread, name="unread"),
    path(f"{_conversation}contact/", desk.choose_contact, name="choose_contact"),
    path(f"{_conversation}tags/", desk.tag, name="tag"),
    path(f"{_entry}undo/", replies.undo_send, name="undo_send"),
    path(f"{_entry}retry/", replies.retry, name="retry"),
    path(f"{_entry}media/<int:number>/", media.media, name="media"),
    path("calls/", calls.call_list, name="call_list"),
    path("calls/new/", call_acts.place, name="place_call"),
    path("calls/mine/", call_acts.dock, name="dock"),
    path("calls/<uuid:call_id>/", calls.call, name="call"),
    path("calls/recordings/<uuid:recording_id>/", calls.recording, name="recording"),
    path("calls/<uuid:call_id>/<slug:name>/", call_acts.act, name="call_act"),
    path("tasks/", tasks.my_day, name="my_day"),
    path("promises/", promises.promises, name="promises"),
    path("tasks/new/", tasks.task_new, name="task_new"),
    path("tasks/<uuid:task_id>/done/", tasks.task_done, name="task_done"),
    path("settings/telephone/", phones.phone, name="phone"),
    path("settings/blocked/", phones.blocks, name="blocks"),
    path("settings/blocked/add/", phones.block_add, name="block_add"),
    path("settings/blocked/<uuid:block_id>/remove/", phones.block_remove, name="block_remove"),
    path("settings/recording/", phones.recording_rules, name="recording_rules"),
    path("settings/recording/state/", phones.recording_rule, name="recording_rule"),
    path("unblock/<str:token>/", phones.unblock, name="unblock"),
    path("search/", inbox.search, name="search"),
]

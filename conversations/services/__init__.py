"""Every write of conversations, one verb a function."""

from conversations.services.bulk import BulkResult, act_on_many
from conversations.services.chat import deliver_chat
from conversations.services.desk import (
    add_task,
    close_task_step,
    delete_view,
    find_task_step,
    finish_task,
    mark_read,
    mark_unread,
    owe_about_step,
    owe_step,
    reopen_task,
    save_draft,
    save_view,
)
from conversations.services.media import keep_media
from conversations.services.ownership import (
    assign_conversation,
    claim_conversation,
    release_conversation,
    return_member_items,
    return_overdue,
)
from conversations.services.people import choose_contact, rename_conversations, tag_conversation
from conversations.services.receive import NoSuchLine, Received, receive_message, receive_message_step
from conversations.services.replies import add_note, retry_send, send_reply, undo_send
from conversations.services.sending import (
    apply_report_step,
    begin_sending,
    begin_sending_step,
    give_up_sending,
    settle_sending_step,
)
from conversations.services.starting import FirstWords, start_conversation, write_to
from conversations.services.status import (
    mark_not_spam,
    mark_spam,
    reopen_conversation,
    resolve_conversation,
    snooze_conversation,
    wake_conversation,
    wake_due,
)

__all__ = [
    "BulkResult", "FirstWords", "NoSuchLine", "Received", "act_on_many", "add_note", "add_task", "apply_report_step",
    "assign_conversation", "begin_sending", "begin_sending_step", "choose_contact", "claim_conversation",
    "close_task_step", "delete_view", "deliver_chat", "find_task_step", "finish_task", "give_up_sending", "keep_media",
    "mark_not_spam", "mark_read", "mark_spam", "mark_unread", "owe_about_step", "owe_step",
    "receive_message", "receive_message_step", "release_conversation", "rename_conversations",
    "reopen_conversation", "reopen_task", "resolve_conversation", "retry_send", "return_member_items",
    "return_overdue", "save_draft", "save_view", "send_reply", "settle_sending_step", "snooze_conversation",
    "start_conversation", "tag_conversation", "undo_send", "wake_conversation", "wake_due", "write_to",
]  # fmt: skip

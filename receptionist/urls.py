"""The addresses of this app."""

from django.urls import path

from receptionist.views import chat, chat_more, chat_settings, guide, learning, review, setup

app_name = "receptionist"

urlpatterns = [
    path("settings/receptionist/", setup.setup, name="setup"),
    path("settings/receptionist/guide/", guide.guide, name="guide"),
    path("settings/receptionist/guide/<slug:step>/", guide.guide_step, name="guide_step"),
    path("settings/receptionist/try/", setup.tried, name="tried"),
    path("settings/receptionist/answers/", setup.answer_add, name="answer_add"),
    path("settings/receptionist/answers/<uuid:answer_id>/remove/", setup.answer_remove, name="answer_remove"),
    path("receptionist/review/", review.review, name="review"),
    path("receptionist/review/<uuid:turn_id>/", review.turn, name="turn"),
    path("receptionist/review/<uuid:turn_id>/judge/", review.judge, name="judge"),
    path("settings/receptionist/digest/", setup.digest, name="digest"),
    path("settings/receptionist/learning/", learning.learning, name="learning"),
    path("settings/receptionist/learning/make/", learning.make, name="version_make"),
    path("settings/receptionist/learning/ship/", learning.ship, name="version_ship"),
    path("settings/receptionist/learning/<uuid:version_id>/use/", learning.use, name="version_use"),
    path(
        "settings/receptionist/learning/phrases/<uuid:phrase_id>/remove/",
        learning.phrase_remove,
        name="phrase_remove",
    ),
    path("settings/chat/", chat_settings.chat_settings, name="chat_settings"),
    path("chat/<slug:slug>/", chat.start, name="chat"),
    path("chat/<slug:slug>/<str:token>/", chat.room, name="chat_room"),
    path("chat/<slug:slug>/<str:token>/typing/", chat_more.typing, name="chat_typing"),
    path("chat/<slug:slug>/<str:token>/text/", chat_more.by_text, name="chat_by_text"),
    path(
        "chat/<slug:slug>/<str:token>/files/<uuid:entry_id>/<int:number>/", chat_more.file, name="chat_file"
    ),
    path("chat/<slug:slug>/<str:token>/news/", chat.news, name="chat_news"),
]

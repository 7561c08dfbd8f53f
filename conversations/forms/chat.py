"""How the web chat greets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.services.chat import ChatWords


class ChatForm(forms.Form):
    """Whether the chat is open, and its own words in both languages; empty ones are the product's."""

    is_open = forms.BooleanField(
        label=_("The chat is open"),
        required=False,
        help_text=_("Closed, its page is gone and its button leads nowhere."),
    )
    greeting = forms.CharField(label=_("Greeting"), max_length=300, required=False)
    greeting_es = forms.CharField(label=_("Greeting in Spanish"), max_length=300, required=False)
    away = forms.CharField(label=_("Outside your hours"), max_length=300, required=False)
    away_es = forms.CharField(label=_("Outside your hours, in Spanish"), max_length=300, required=False)

    def words(self) -> ChatWords:
        """Give the words as the service takes them."""
        return ChatWords(
            **{key: value for key, value in self.cleaned_data.items() if key != "is_open"},
        )

"""The Spanish catalogue is complete, keeps what must not change, and reaches the page."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.test import Client
from django.utils import formats, translation

from accounts.models import Member, Organisation
from conversations.domain.states import Status
from conversations.presenters import labels
from conversations.selectors import View
from launcher import translations
from tests.factories import conversations as make


def catalogue(**messages: str) -> Catalog:
    catalog = Catalog(locale="es", fuzzy=False)
    for words in messages.items():
        catalog.add(*words)
    return catalog


def test_every_string_is_translated_and_compiled() -> None:
    assert list(translations.problems()) == []


def test_updating_a_complete_catalogue_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "django.po"
    copy.write_bytes(translations.SPANISH.read_bytes())
    translations.update(copy)
    assert translations.compiled(translations.read(copy)) == translations.compiled(translations.read())


@pytest.mark.parametrize(
    ("original", "translation_", "fault"),
    [
        ("Send", "", "Not translated: Send"),
        ("To %(name)s", "A %(nombre)s", "Values or tags differ: To %(name)s"),
        ("To %(name)s", "A usted", "Values or tags differ: To %(name)s"),
        ("%(count)d s", "%(count)s s", "Values or tags differ: %(count)d s"),
        ("See <b>this</b>", "Vea esto", "Values or tags differ: See <b>this</b>"),
        ("# chosen", "elegidas", "Values or tags differ: # chosen"),
    ],
)
def test_a_faulty_translation_is_named(original: str, translation_: str, fault: str) -> None:
    assert list(translations.faults(catalogue(**{original: translation_}))) == [fault]


def test_a_fuzzy_translation_is_named() -> None:
    catalog = catalogue()
    catalog.add("Send", "Enviar", flags=["fuzzy"])
    assert list(translations.faults(catalog)) == ["Fuzzy: Send"]


def test_both_plural_forms_need_a_translation() -> None:
    catalog = catalogue()
    catalog.add(("%(count)d row", "%(count)d rows"), ("%(count)d fila", ""))
    assert list(translations.faults(catalog)) == ["Not translated: %(count)d row"]


def test_a_missing_string_and_an_old_compilation_are_named(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalog = translations.read()
    catalog.delete("Log in")
    translations.save(catalog, path)
    path.with_suffix(".mo").write_bytes(b"older")
    assert list(translations.problems(path)) == [
        "Missing from django.po: Log in",
        "django.mo was not compiled from this django.po",
    ]


def test_only_marked_words_are_taken(tmp_path: Path) -> None:
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text("<p>Left alone</p><p>{{ _('Taken') }}</p>", encoding="utf-8")
    assert [message.id for message in translations.extracted(tmp_path) if message.id] == ["Taken"]


def test_our_words_do_not_replace_the_months() -> None:
    with translation.override("es"):
        assert formats.date_format(date(2026, 5, 1), "j F D").lower() == "1 mayo vie"


@pytest.mark.parametrize(
    ("said", "spanish"),
    [
        (lambda: labels.status_label(Status.OPEN), "Abierta"),
        (lambda: labels.status_label(Status.RESOLVED), "Resuelta"),
        (lambda: labels.view_label(View.RESOLVED), "Resueltas"),
        (lambda: labels.view_label(View.OPEN), "Todas las abiertas"),
        (lambda: translation.pgettext("view", "Saved"), "Guardadas"),
        (lambda: translation.gettext("Saved"), "Guardado"),
        (lambda: translation.gettext("Open"), "Abrir"),
    ],
)
def test_a_word_with_two_meanings_has_two_translations(said: Callable[[], str], spanish: str) -> None:
    with translation.override("es"):
        assert said() == spanish


@pytest.mark.django_db
def test_a_spanish_inbox_says_which_conversations_and_what_a_key_does(
    organisation: Organisation, alice: Member, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    make.line(organisation=organisation)
    thread = make.conversation(organisation=organisation, now=now)
    browser = client_for(alice)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    alice.user.language = "es"
    alice.user.save()
    page = browser.get(f"/inbox/{thread.pk}/").content.decode()
    assert 'lang="es"' in page
    for words in ("Todas las abiertas", "Resueltas", ">Abrir<"):
        assert words in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "heading"), [("es", "Iniciar sesión"), ("en", "Log in")])
def test_the_login_page_speaks_the_chosen_language(client: Client, language: str, heading: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/accounts/login/").content.decode()
    assert f'lang="{language}"' in page
    assert f">{heading}</h1>" in page

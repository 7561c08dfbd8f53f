"""The conversations app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Registers the conversations app and its places in the shell."""

    name = "conversations"

    def ready(self) -> None:
        """Tell the shell of the inbox, and contacts of what happened, once every model is ready."""
        # Models exist only now, so this is the one import that cannot stand at the top.
        from contacts import ports  # noqa: PLC0415
        from conversations.hub import call_pages, contact_pages  # noqa: PLC0415
        from conversations.presenters import door, panels, phones, timeline  # noqa: PLC0415
        from conversations.selectors.walled import walled_contacts  # noqa: PLC0415
        from conversations.services import erasing, merging  # noqa: PLC0415

        door.register()
        phones.register()
        timeline.register()
        panels.register()
        call_pages.register()
        contact_pages.register()
        erasing.register()
        ports.register_veil("conversations", walled_contacts)
        ports.register_mover("conversations", ports.Mover(merge=merging.merge, unmerge=merging.unmerge))

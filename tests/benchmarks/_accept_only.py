"""The product's WSGI application with the second half of a webhook, applying, left out."""

import config.wsgi  # isort: skip - sets Django up, which the models below need
from carrier.models import InboundState
from carrier.services import applying

application = config.wsgi.application


def _leave(**_delivery: object) -> str:
    return InboundState.RECEIVED


applying.apply_delivery = _leave  # type: ignore[assignment]

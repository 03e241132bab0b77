"""RP-initiated logout: the identity provider's own session must end too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from carekit import logs
from carekit.errors import Refusal

if TYPE_CHECKING:
    from gateway.deps import Means


async def end_session_url(means: Means, method: str, id_token: str) -> str | None:
    """Where the browser goes after our own logout; None when the provider has no such address or is away."""
    provider = means.providers.get(method.removeprefix("oidc:"))
    if provider is None:
        return None
    try:
        endpoint = (await provider.metadata()).get("end_session_endpoint")
    except Refusal as away:
        logs.get().warning("logout stays local", exc_info=away)
        return None
    if not endpoint:
        return None
    query = {
        "id_token_hint": id_token,
        "client_id": provider.settings.client_id,
        "post_logout_redirect_uri": f"{means.settings.public_url}/connexion",
    }
    return f"{endpoint}?{urlencode(query)}"

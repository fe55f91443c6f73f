"""The line to one endpoint: its client, its pace, and what is found out about it, shared by all who ask there."""

from __future__ import annotations

import asyncio
from typing import Any

from drafter.model.abilities import Abilities
from drafter.model.ledger import Ledger
from drafter.model.limits import pace_of
from drafter.settings import ModelSettings

__all__ = ["Line"]

_CONNECTING = 10.0  # seconds a connection may take


class Line:
    """What all who ask one endpoint in one event loop share."""

    def __init__(self, settings: ModelSettings, ledger: Ledger, address: str) -> None:
        self.abilities = Abilities.known(ledger, address, settings.name, settings.format)
        self.requests = pace_of(f"{address} requests", settings.requests_per_minute)
        self.tokens = pace_of(f"{address} tokens", settings.tokens_per_minute)
        self.reached = False  # whether anything has answered here
        self.quiet_until = 0.0  # the service asked to be left alone
        self.room = asyncio.Semaphore(settings.concurrency)
        self._settings, self._address = settings, address
        self._chat: Any = None
        self._http: Any = None

    def client(self) -> Any:
        """LangChain's client of the endpoint."""
        if self._chat is None:
            import httpx
            from langchain_openai import ChatOpenAI
            from pydantic import SecretStr

            settings = self._settings
            # the client shared by LangChain would outlive this event loop
            patience = httpx.Timeout(settings.timeout, connect=min(_CONNECTING, settings.timeout))
            self._http = httpx.AsyncClient(timeout=patience, follow_redirects=True)
            self._chat = ChatOpenAI(
                model=settings.name,
                base_url=self._address,
                api_key=SecretStr(settings.key or "none"),  # servers on the own machine want none
                timeout=patience,
                max_retries=0,
                http_async_client=self._http,
            )
        return self._chat

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()

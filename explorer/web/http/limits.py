"""What one client may hold of the server and all of them together, and for how long a request may take to arrive.

A client is the address that asks, as uvicorn tells it: a proxy's word about it counts only from the addresses that
TRUSTED_PROXIES lists. One client has half of the room at most, so that others always find some.
"""

import asyncio
import ipaddress
import logging
import os
import resource
import threading
import time
from collections import Counter

import uvicorn.config
from httptools import HttpParserError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from explorer.core import logs, settings
from explorer.core.errors import Trouble
from explorer.web.http import library_logs, link_preview, pace, responses, traffic
from explorer.web.http.traffic import PASSED, Application, Receive, Scope, Send

PROXIES, HOSTS = "TRUSTED_PROXIES", "ALLOWED_HOSTS"  # variables of the environment
DESCRIPTORS, OWN, A_SESSION = 65536, 200, 4  # what to ask for; the process's own; those of one open page
MOST_SESSIONS, MOST_CONNECTIONS = 2000, 8000
HEAD, BODY, MINUTE = 10.0, 120.0, 60.0  # seconds
HEAD_BYTES, AHEAD = 65536, 32  # of a head; requests on one connection before the first is answered
LATER = str(responses.SECONDS)
FULL = b"Too many connections are open. Please try again in a few seconds.\n"
LATE = b"The request did not arrive in time.\n"
LARGE = b"The head of the request is too large.\n"


class Room:
    """Places for so many, half of them for one client at most; everybody is counted by whoever enters."""

    def __init__(self, most: int) -> None:
        self.most, self.held, self.all = most, Counter[str](), 0
        self.lock = threading.Lock()

    def full(self, client: str, *, shared: bool = False) -> bool:
        """Whether there is no place for a client; ``shared``: it stands for many, and only all together are counted.

        So are those of whom nothing is known.
        """
        of_one = 0 if shared or not client else self.held.get(client, 0)
        return self.all >= self.most or of_one >= max(1, self.most // 2)

    def enter(self, client: str, *, shared: bool = False) -> bool:
        """Take a place, or return False."""
        with self.lock:
            if self.full(client, shared=shared):
                return False
            self.held[client] += 1
            self.all += 1
            return True

    def leave(self, client: str) -> None:
        """Give the place back."""
        with self.lock:
            self.all -= 1
            self.held[client] -= 1
            if not self.held[client]:
                del self.held[client]


Network = ipaddress.IPv4Network | ipaddress.IPv6Network
TRUSTED: list[Network] = []
CONNECTIONS, SESSIONS = Room(MOST_CONNECTIONS), Room(MOST_SESSIONS)


class Floods:
    """Says at once that something happened, and then once a minute how often since."""

    def __init__(self) -> None:
        self.counted, self.told = Counter[str](), dict[str, float]()

    def seen(self, name: str) -> None:
        """Count it, and log it where that was not done within the minute."""
        PASSED.events[name] += 1
        self.counted[name] += 1
        if time.monotonic() - self.told.get(name, -MINUTE) >= MINUTE:
            logs.event(name, level=logging.WARNING, count=self.counted.pop(name))
            self.told[name] = time.monotonic()


FLOODS = Floods()


class Guarded(HttpToolsProtocol):
    """A connection that has its place in the room, and whose requests have to arrive in time."""

    shut, place = False, ""
    awaited, watched = ("head", 0), ("", 0)  # which part of which request; whether a clock runs for it
    clock: asyncio.TimerHandle | None = None
    unread = 0  # bytes of a head that is not whole yet

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, or say that there is none."""
        peer = transport.get_extra_info("peername")
        client = str(peer[0]) if isinstance(peer, tuple) else "local"
        if not CONNECTIONS.enter(client, shared=_trusted(client)):
            self.shut, self.transport = True, transport
            FLOODS.seen("connection refused")
            transport.write(_plain(503, FULL))
            transport.close()
            return
        self.place = client
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        if not self.shut:
            self._leave()
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and let the clock run for what is still to come; a head that grows and grows is given up.

        The parser keeps a head whole, however large: 150 MB of small lines took 1.5 GB and all of the time.
        """
        if self.shut or self.transport.is_closing():
            return
        before = self.awaited
        super().data_received(data)
        self.unread = self.unread + len(data) if self.awaited == before and before[0] == "head" else 0
        if self.unread > HEAD_BYTES:
            FLOODS.seen("head too large")
            self.transport.write(_plain(431, LARGE))
            self.transport.close()
        self._watch()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection on: it is a session from now on."""
        self._leave()
        super().handle_websocket_upgrade()

    def on_message_begin(self) -> None:
        """Expect a head. Raises HttpParserError, which ends the connection, where too many requests wait on it."""
        if len(self.pipeline) >= AHEAD:
            FLOODS.seen("requests ahead of answers")
            raise HttpParserError("too many requests ahead of their answers")
        self.awaited = ("head", self.awaited[1] + 1)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Expect a body."""
        self.awaited = ("body", self.awaited[1])
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Expect nothing: how long a connection may rest is uvicorn's to say."""
        self.awaited = ("", self.awaited[1])
        super().on_message_complete()

    def _watch(self) -> None:
        if not self.place or self.awaited == self.watched:
            return
        if self.clock:
            self.clock.cancel()
        self.watched, part = self.awaited, self.awaited[0]
        self.clock = self.loop.call_later(HEAD if part == "head" else BODY, self._late, part) if part else None

    def _late(self, part: str) -> None:
        FLOODS.seen(f"{part} too late")
        if part == "head":
            self.transport.write(_plain(408, LATE))
        self.transport.close()

    def _leave(self) -> None:
        if self.clock:
            self.clock.cancel()
        if self.place:
            CONNECTIONS.leave(self.place)
        self.place, self.clock = "", None


def _plain(status: int, said: bytes) -> bytes:
    reason = {503: "Service Unavailable", 408: "Request Timeout", 431: "Request Header Fields Too Large"}[status]
    head = f"HTTP/1.1 {status} {reason}\r\nRetry-After: {LATER}\r\nContent-Type: text/plain\r\nConnection: close\r\n"
    return f"{head}Content-Length: {len(said)}\r\n\r\n".encode() + said


class Limits:
    """Refuses a session, and the page that would open one, where there is no room; and a host that is not ours."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, or refuse with a sentence."""
        if scope["type"] == "websocket":
            await self._session(scope, receive, send)
        elif scope["type"] == "http" and not _ours(scope):
            FLOODS.seen("strange host")
            said = responses.words(Request(scope)).trouble(Trouble("host_unknown"))
            await PlainTextResponse(f"{said}\n", 400)(scope, receive, send)
        elif scope["type"] == "http" and SESSIONS.full(client(scope)) and traffic.kind(scope["path"]) == "page":
            FLOODS.seen("page refused")
            request = Request(scope)
            where, words = responses.at(request), responses.words(request)
            said = link_preview.refused(words.trouble(Trouble("server_full")), where, words)
            headers = {**link_preview.policy(where), "Retry-After": LATER}
            await HTMLResponse(said, 503, headers)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = client(scope)
        if not _ours(scope) or not SESSIONS.enter(who):
            FLOODS.seen("session refused")
            await receive()
            if "websocket.http.response" in scope.get("extensions", {}):
                headers = [(b"retry-after", LATER.encode()), (b"content-type", b"text/plain")]
                await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
                await send({"type": "websocket.http.response.body", "body": FULL})
            else:
                await send({"type": "websocket.close", "code": 1013})
            return
        try:
            await self.app(scope, *pace.paced(receive, send))
        finally:
            SESSIONS.leave(who)


def client(scope: Scope) -> str:
    """Return what tells one client from others: its address."""
    return str(scope["client"][0]) if scope.get("client") else ""


def proxies() -> tuple[Network, ...]:
    """Return the networks of TRUSTED_PROXIES. Raises Trouble for what is none."""
    told = [one.strip() for one in settings.of(PROXIES).split(",") if one.strip()]
    try:
        return tuple(ipaddress.ip_network(one) for one in told)
    except ValueError as fault:
        raise Trouble("proxies_unreadable", asked=settings.of(PROXIES)[:80]) from fault


def _trusted(client: str) -> bool:
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return False
    return any(address in network for network in TRUSTED)


def _ours(scope: Scope) -> bool:
    """Whether the host that is asked for is one of ALLOWED_HOSTS, where those are listed."""
    allowed = told.lower().split(",") if (told := settings.of(HOSTS)) else ()
    host = next((value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"), "")
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return not allowed or name in {one.strip() for one in allowed}


def begin() -> None:
    """Raise the descriptors, size the rooms by them, and let uvicorn take guarded connections and no stranger's word.

    Raises Trouble for a TRUSTED_PROXIES that cannot be read.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    room = max(resource.getrlimit(resource.RLIMIT_NOFILE)[0] - OWN, OWN) // 2
    SESSIONS.most, CONNECTIONS.most = min(room // A_SESSION, MOST_SESSIONS), min(room, MOST_CONNECTIONS)
    TRUSTED[:] = proxies()
    os.environ["FORWARDED_ALLOW_IPS"] = ",".join(map(str, TRUSTED))
    uvicorn.config.HTTP_PROTOCOLS["auto"] = Guarded  # type: ignore[assignment]
    library_logs.begin()

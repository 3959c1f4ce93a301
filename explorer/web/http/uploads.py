"""A small file that a form sends: the fields of its body, read by the standard library's own parser of such parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy

from starlette.requests import Request

from explorer.core.errors import Trouble

LARGEST = 2_000_000  # bytes of a whole body; a plan file has some ten thousand, the forms of forty cities a million


async def body(request: Request) -> bytes:
    """Return the body of a request. Raises Trouble where it is larger than what such a form can hold."""
    pieces, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise Trouble("draft_file_too_large", most=LARGEST // 1000)
        pieces.append(part)
    return b"".join(pieces)


@dataclass(frozen=True)
class Part:
    """One field of a form: its name, what the file in it is called (empty for a text), and its bytes."""

    name: str
    file: str
    content: bytes


def parts(content_type: str, content: bytes) -> Sequence[Part]:
    """Return the fields of a form (multipart/form-data) in their order; of what is none nothing is returned."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = message_from_bytes(head + content, policy=policy.HTTP)
    found = []
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            found.append(Part(name, part.get_filename() or "", payload))
    return found

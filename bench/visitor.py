"""One visitor who speaks Streamlit's own protocol as its page in a browser does.

With every run a browser sends where it is, the states of the widgets it drew, and the digests of the long messages it
still holds, which the server then need not send again; a driver that sends none measures something else.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

KEPT_RUNS = 2  # Streamlit's page forgets a message that so many runs did not use (global.maxCachedMessageAge)
# How a widget's state is sent, by the kind of its element.
STATES = {
    "slider": "double_array_value",
    "text_area": "string_value",
    "text_input": "string_value",
    "checkbox": "bool_value",
    "number_input": "double_value",
}


class Visitor:
    """A session: its line, where it is, the states of its widgets and the messages it holds.

    ``states``: by a widget's id, the field of its state and the value. ``parts``: by a widget's id, the part of the
    page it runs, empty for the whole.
    """

    def __init__(self, port: int) -> None:
        """Remember which server is asked."""
        self.port, self.page, self.query, self.runs = port, "", "", 0
        self.states: dict[str, tuple[str, object]] = {}
        self.parts: dict[str, str] = {}
        self.held: dict[str, tuple[ForwardMsg, int]] = {}

    async def arrive(self, page: str, query: str) -> None:
        """Fetch the first HTML of a page, open the line, and run the page once."""
        await self.connect(page, query)
        await self.go(page, query)

    async def connect(self, page: str, query: str) -> None:
        """Fetch the first HTML of a page and open the line, on which nothing runs yet."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /{page}?{query} HTTP/1.0\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        await reader.read()
        writer.close()
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self.line = await websockets.connect(address, max_size=None, compression=None, open_timeout=60)

    async def leave(self) -> None:
        """Close the line."""
        await self.line.close()

    async def go(self, page: str, query: str) -> list[ForwardMsg]:
        """Run another page, or this one at another address; return what it was told."""
        if page != self.page:
            self.states.clear()
        self.page, self.query = page, query
        return await self.run()

    async def move(self, widget: str, value: object) -> list[ForwardMsg]:
        """Move a widget to a value; the part of the page around it runs."""
        field, _ = self.states[widget]
        self.states[widget] = field, value
        return await self.run(self.parts[widget])

    async def run(self, part: str = "") -> list[ForwardMsg]:
        """Run the page, or a part of it, once more; return what it was told, up to the end of the run."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.query_string, asked.fragment_id = self.page, self.query, part
        asked.cached_message_hashes.extend(self.held)
        about = asked.context_info
        about.timezone, about.timezone_offset, about.locale = "Asia/Shanghai", -480, "zh-CN"
        about.url, about.color_scheme = f"http://127.0.0.1:{self.port}/{self.page}", "light"
        for name, (field, value) in self.states.items():
            state = asked.widget_states.widgets.add()
            state.id = name
            if field.endswith("_array_value"):
                getattr(state, field).data.extend(value)
            else:
                setattr(state, field, value)
        await self.line.send(message.SerializeToString())
        return [answer async for answer in self._told()]

    async def _told(self) -> AsyncIterator[ForwardMsg]:
        """Yield each message, with what it stands for where it is a reference; remember what a browser would."""
        self.runs += 1
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.line.recv())
            kind = answer.WhichOneof("type")
            if kind == "ref_hash":
                answer = self.held[answer.ref_hash][0]
            if answer.metadata.cacheable:
                self.held[answer.hash] = answer, self.runs
            self._note(answer)
            yield answer
            if kind == "script_finished":
                self.held = {name: one for name, one in self.held.items() if self.runs - one[1] < KEPT_RUNS}
                return

    def _note(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "delta":
            element = answer.delta.new_element
            for name, value in _widgets(element):
                self.states.setdefault(name, (STATES[element.WhichOneof("type")], value))
                self.parts[name] = answer.delta.fragment_id


def _widgets(element: object) -> Iterator[tuple[str, object]]:
    """Yield the id and the first value of the widget an element is; nothing for any other element."""
    kind = element.WhichOneof("type")  # type: ignore[attr-defined]
    if kind in STATES and (widget := getattr(element, kind)).id:
        yield widget.id, list(widget.default) if kind == "slider" else widget.default

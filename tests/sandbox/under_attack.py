"""The real server with a stranger in its midst: started by test_health.py, it attacks itself and prints how it went."""

import os
import sys
import threading

from explorer import server
from explorer.core.errors import Trouble
from explorer.releases import store
from explorer.sandbox import pool
from tests.sandbox import attacks

WANTED = ("crashes", "bombs of memory", "bombs of time")


def stranger():
    edition = store.edition()
    office = pool.Pool(edition, seconds=1)
    texts = [text for kind, text in attacks.read(edition.folder, edition.folder) if kind in WANTED][::6]
    for text in [*texts, *list(attacks.LONG.values())[::5]]:
        for gate in (True, False):
            if gate or len(text) < 1000:
                try:
                    office.ask(text, edition, edition.until, gate=gate)
                except Trouble as trouble:
                    print(trouble.key, flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    threading.Timer(float(os.environ["WAIT"]), stranger).start()
    sys.exit(server.main())

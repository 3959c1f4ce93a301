"""What the server loads before the first reader comes."""

import subprocess
import sys

from explorer.core import paths

SAID = "import sys, explorer.server; print(*sys.modules)"


def test_a_server_loads_nothing_that_checks_files():
    loaded = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, cwd=paths.ROOT, check=True)
    found = set(loaded.stdout.split())
    assert "explorer.server" in found
    checking = ("fastexcel", "dataframely", "explorer.pipeline.intake", "explorer.pipeline.publish.")
    told = {f"explorer.pipeline.publish.{name}" for name in ("history", "audit_log", "recovery")}  # what was published
    assert not [name for name in sorted(found - told) if name.startswith(checking)]

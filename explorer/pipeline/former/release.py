"""``python -m explorer.release``, as the command line of releases was called before: see explorer/__init__.py."""

import sys

from explorer.pipeline import cli

if __name__ == "__main__":
    sys.exit(cli.main())

"""``python -m explorer.intake``, as the command line of the intake was called before: see explorer/__init__.py."""

import sys

from explorer.pipeline.intake import command

if __name__ == "__main__":
    sys.exit(command.main())

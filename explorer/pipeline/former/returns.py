"""``python -m explorer.returns``, the cities' forms under their old name: see explorer/__init__.py."""

import sys

from explorer.pipeline.city_forms import command

if __name__ == "__main__":
    sys.exit(command.main())

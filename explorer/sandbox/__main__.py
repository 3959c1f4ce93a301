"""``python -m explorer.sandbox``, the former name of ``sql``: see explorer/__init__.py."""

import sys

from explorer import __main__
from explorer.core.command_line import Codes

WORDED = """
    empty too_long too_complex several pivot pivot_many explain not_a_question unread count backtick full_width limit
    syntax open twice lists construct table table_close function function_close type
"""
REFUSED = frozenset(f"sandbox_{key}" for key in WORDED.split())

if __name__ == "__main__":
    sys.exit(__main__.main(["sql", *sys.argv[1:]], Codes(at_fault=REFUSED)))

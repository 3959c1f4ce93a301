"""Bringing the office's tables in: a messy file → clean rows, or everything that is wrong with it.

``python -m explorer.intake template TABLE`` writes a workbook to fill in, ``check FILE`` names every fault.
"""

from explorer.intake.checking import Checked, check, recognise
from explorer.intake.fields import TABLES
from explorer.intake.sources import BROUGHT, UPLOADED
from explorer.intake.telling import faults_workbook, said
from explorer.intake.templates import template

__all__ = [
    "BROUGHT",
    "TABLES",
    "UPLOADED",
    "Checked",
    "check",
    "faults_workbook",
    "recognise",
    "said",
    "template",
]

"""Bringing the office's tables in: a messy file → clean rows, or everything that is wrong with it.

``python -m explorer template TABLE`` writes a workbook to fill in, ``check FILE`` names every fault.
"""

from explorer.pipeline.intake.check import Checked, check, recognise
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.lists.questions import told as asked
from explorer.pipeline.intake.readers.detect import BROUGHT, UPLOADED
from explorer.pipeline.intake.report import faults_workbook, said
from explorer.pipeline.intake.templates import template

__all__ = [
    "BROUGHT",
    "TABLES",
    "UPLOADED",
    "Checked",
    "asked",
    "check",
    "faults_workbook",
    "recognise",
    "said",
    "template",
]

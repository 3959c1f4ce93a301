"""The office's yearly tables of its plan's figures as it keeps them: a row a goal, or a row a city."""

from explorer.pipeline.intake.yearly.workbook import find, hidden, nearly, of_another

__all__ = ["find", "hidden", "nearly", "of_another"]

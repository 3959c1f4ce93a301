"""A template filled in and saved by a real office comes back clean."""

import subprocess

import pytest

from explorer.core import language
from explorer.pipeline import intake
from tests.support.intake_files import filled

pytestmark = pytest.mark.office


AS = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76", "xlsx": "xlsx"}  # 76: UTF-8, as its dialogue offers


@pytest.mark.parametrize("form", AS)
@pytest.mark.parametrize("table", intake.TABLES)
def test_what_libreoffice_saves_of_a_filled_template_is_clean(table, form, tmp_path):
    words, asked = language.words("zh"), tmp_path / "asked"
    asked.mkdir()
    (asked / "a.xlsx").write_bytes(filled(table, words))
    command = ["soffice", "--headless", "--convert-to", AS[form], "--outdir", str(tmp_path), str(asked / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    checked = intake.check((tmp_path / f"a.{form}").read_bytes(), "a", table)
    assert checked.faults.rows() == []
    assert checked.rows.height == 2

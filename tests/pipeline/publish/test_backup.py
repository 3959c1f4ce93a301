"""A backup holds all of one moment, and comes back into an empty folder alone, checked file by file."""

import tarfile

import pytest

from explorer.__main__ import main
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import audit_log, backup, condition, publishing
from explorer.releases import current
from tests.exports.office.office_files import SHENYANG, day, ground, marks


@pytest.fixture
def kept(folder, tmp_path_factory):
    """A backup of a data folder with one import, and where it is."""
    publishing.bring([marks(("R1", SHENYANG, day("2024-01-01")))], "li", ground=ground)
    file = tmp_path_factory.mktemp("elsewhere") / "explorer.tar"
    backup.write(file)
    return file


@pytest.fixture
def empty(kept, tmp_path_factory, monkeypatch):
    """An empty data folder, in use from now on."""
    data = tmp_path_factory.mktemp("empty")
    monkeypatch.setenv("EXPLORER_DATA", str(data))
    return data


def test_what_is_restored_is_what_was_backed_up_and_can_be_built_upon(kept, empty, tmp_path):
    assert main(["restore", str(kept)]) == 0
    assert condition.survey().whole
    same = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.suffix in (".parquet", ".jsonl")}
    used = {path for path in same if path.parts[0] != "releases" or path.parts[1] == current.in_use()}
    assert all((empty / path).read_bytes() == (tmp_path / path).read_bytes() for path in used)
    assert [one.action for one in audit_log.entries()] == ["build", "publish"]
    publishing.bring([marks(("R2", SHENYANG, day("2024-01-01")))], "li", ground=ground)
    assert condition.office_rows(current.in_use()) == 2
    assert not list((empty / "releases").glob(".*"))


def test_a_folder_with_data_is_never_restored_over(kept):
    used = current.in_use()
    with pytest.raises(Trouble, match="restore_occupied"):
        backup.restore(kept)
    assert current.in_use() == used
    (imports.folder().parent / "CURRENT").unlink()
    with pytest.raises(Trouble, match="restore_occupied"):
        backup.restore(kept)


def test_no_backup_is_written_over_another_nor_of_what_is_damaged(kept, capsys):
    was = kept.read_bytes()
    assert main(["backup", str(kept), "--lang", "en"]) == 1
    assert "cannot be written (File exists)" in capsys.readouterr().err
    assert kept.read_bytes() == was
    victim = next(imports.folder().glob("*/original"))
    victim.chmod(0o644)
    victim.write_bytes(b"")
    with pytest.raises(Trouble, match="import_damaged"):
        backup.write(kept.with_name("other.tar"))
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def altered(file, made, name, content):
    """Write the same backup with one file of other content, or without it where that is None."""
    with tarfile.open(file) as pack, tarfile.open(made, "w") as other:
        for member in pack:
            if not member.name.endswith(name):
                other.addfile(member, pack.extractfile(member) if member.isfile() else None)
            elif content is not None:
                part = made.with_name("part")
                part.write_bytes(content)
                other.add(part, member.name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("CURRENT", None),
        ("CURRENT", b"20260930-0000000000\n"),
        ("manifest.json", b"{"),
        ("trademarks.parquet", b""),
        ("rows.parquet", b"PAR1"),
        ("original", None),
        ("import.json", b"[]"),
    ],
)
def test_an_altered_backup_is_refused_and_leaves_the_folder_empty(kept, empty, name, content):
    wrong = kept.with_name("wrong.tar")
    altered(kept, wrong, name, content)
    with pytest.raises(Trouble, match="backup_unreadable"):
        backup.restore(wrong)
    assert not current.traces()
    assert not list((empty / "releases").iterdir())


def test_what_is_no_backup_is_said_in_a_sentence(kept, empty):
    for content in (None, b"", kept.read_bytes()[:5000], b"PK\x03\x04 nothing"):
        file = kept.with_name("other.tar")
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(Trouble, match="backup_unreadable"):
            backup.restore(file)
    outside = kept.with_name("outside.tar")
    with tarfile.open(outside, "w") as pack:
        link = tarfile.TarInfo("CURRENT")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        pack.addfile(link)
    with pytest.raises(Trouble, match="backup_unreadable"):
        backup.restore(outside)
    climbing = kept.with_name("climbing.tar")
    with tarfile.open(climbing, "w") as pack:
        pack.addfile(tarfile.TarInfo("../../escaped"))
    with pytest.raises(Trouble, match="backup_unreadable"):
        backup.restore(climbing)
    assert not (empty.parent / "escaped").exists()

"""A sealed release: nobody may write it, and it can still be removed."""

import stat

from explorer import release, seal


def modes(folder):
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_a_release_is_sealed_when_it_is_published(small):
    folder = release.current()
    assert modes(folder) == {0o444}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o555


def test_a_sealed_folder_can_be_removed(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "a.parquet").write_bytes(b"a")
    seal.close(folder)
    assert modes(folder) == {0o444}
    seal.remove(folder)
    assert not folder.exists()


def test_removing_what_is_not_there_is_no_fault(tmp_path):
    seal.remove(tmp_path / "none")

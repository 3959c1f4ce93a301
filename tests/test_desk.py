"""What the publish page keeps between two clicks, and what it knows of a file that was published."""

import datetime as dt
import re

import pytest

from explorer import apart, desk, imports, language, places, publishing, vault
from explorer.desk import Job, Upload
from explorer.trouble import Trouble
from tests.office_files import ground

MARKS = "registration_no,name,city,nice_class,registered_on\n"
TWO = f"{MARKS}N1,a,210100,9,2020-01-31\nN2,b,210200,9,2020-02-29\n"
MORE = f"{TWO}N3,c,210300,9,2020-03-31\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A data folder of one's own with the small release in use; what is prepared is prepared on its ground."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    monkeypatch.setattr(desk, "_prepared", type(desk._prepared)())
    monkeypatch.setattr(apart, "prepare", lambda brought, told: publishing.prepare(brought, told, ground=ground))
    publishing.rebuild(ground=ground)
    return tmp_path


def job(text=TWO, file="marks.csv", mode="replace", until=None):
    return Job(Upload.of(text.encode(), file), "trademarks", mode, until)


def prepared(one):
    return desk.prepare(one, [].append)


def publish(one, by="wang", note=""):
    desk.publish(prepared(one), by, note)


def aside():
    return {path.name for path in vault.releases().glob(".prepared-*")}


def test_a_file_tells_which_table_it_is_or_the_reader_is_asked():
    assert desk.table_of(Upload.of(TWO.encode(), "marks.csv")) == "trademarks"
    with pytest.raises(Trouble) as found:
        desk.table_of(Upload.of(b"colour\nred\n", "x.csv"))
    assert found.value.key == "table_unrecognised"


def test_what_was_prepared_is_kept_for_the_publishing_and_no_longer(office):
    assert desk.ready(job()) is None
    made = prepared(job())
    assert desk.ready(job()) is made, "the same file and choices, whoever asks"
    assert desk.ready(job(mode="append")) is None
    assert desk.ready(job(until=dt.date(2026, 6, 30))) is None
    assert desk.ready(job(MORE)) is None
    before = vault.in_use()
    desk.publish(made, "wang", "third quarter")
    assert before != vault.in_use() == made.release
    assert desk.ready(job()) is None
    assert not desk.overtaken(job())
    assert not aside()
    newest = publishing.history()[0].entry
    assert (newest.by, newest.note) == ("wang", "third quarter")


def test_what_was_prepared_upon_another_release_is_overtaken(office):
    first = prepared(job())
    prepared(job(MORE))
    desk.publish(first, "wang", "")
    assert desk.ready(job(MORE)) is None
    assert desk.overtaken(job(MORE))


def test_only_so_many_prepared_releases_are_kept_and_the_oldest_leave_the_disk(office):
    made = [prepared(job(file=f"{number}.csv")) for number in range(desk.MOST_KEPT + 2)]
    assert aside() == {f".prepared-{one.token}" for one in made[2:]}
    again = prepared(job(file="5.csv"))
    assert desk.ready(job(file="5.csv")) is again
    assert aside() == {f".prepared-{one.token}" for one in [*made[2:5], again]}


def test_what_failed_to_be_published_is_prepared_anew(office):
    made = prepared(job())
    publishing.discard(made)
    with pytest.raises(Trouble, match="publishing_overtaken"):
        desk.publish(made, "wang", "")
    assert desk.ready(job()) is None


def test_the_file_of_a_preview_is_not_kept_in_memory(office):
    prepared(job())
    assert [one.upload.content for one in desk._prepared] == [b""]


def test_a_file_that_is_in_use_is_known_by_whoever_comes_later(office):
    assert desk.published(job(), publishing.history()) is None
    publish(job(), "wang", "May")
    found = desk.published(job(file="a copy.csv"), publishing.history())
    assert (found.entry.by, found.entry.note, found.entry.release) == ("wang", "May", vault.in_use())
    for other in (job(MORE), job(mode="append"), job(until=dt.date(2026, 6, 30))):
        assert desk.published(other, publishing.history()) is None
    assert desk.published(job(until=dt.date(2020, 2, 29)), publishing.history()) == found, "its last event's day"


def test_a_file_under_a_later_one_or_rolled_back_may_be_published_again(office):
    first = vault.in_use()
    publish(job(mode="append"))
    publish(job(MORE, mode="append"))
    assert desk.published(job(mode="append"), publishing.history()) is None
    assert desk.published(job(MORE, mode="append"), publishing.history())
    publishing.roll_back(first, "li")
    assert desk.published(job(MORE, mode="append"), publishing.history()) is None


def test_an_import_that_was_lost_hides_nothing(office):
    publish(job())
    victim = next(imports.folder().iterdir()) / "import.json"
    victim.chmod(0o644)
    victim.write_bytes(b"")
    assert desk.published(job(), publishing.history()) is None


def test_every_step_of_the_work_has_its_place_and_its_words():
    code = "\n".join(path.read_text("utf-8") for path in (places.ROOT / "explorer").rglob("*.py"))
    told = set(re.findall(r'\bprogress\("(\w+)"\)', code))
    assert told - {"publishing"} == set(desk.STEPS)
    for words in map(language.words, language.LANGUAGES):
        assert all(words(f"publishing_step.{step}") for step in desk.STEPS)


def test_what_was_read_out_of_something_else_keeps_that_as_it_came(office):
    read = Job(Upload.of(TWO.encode(), "forms.zip", b"what came"), "trademarks", "replace")
    publish(read)
    (kept,) = imports.folder().iterdir()
    assert (kept / "original").read_bytes() == b"what came"
    assert desk.published(read, publishing.history()), "and is known by it"
    assert desk.published(job(), publishing.history()) is None


def test_an_upload_is_told_apart_by_name_and_content():
    assert Upload.of(b"1", "a.csv") == Upload.of(b"1", "a.csv") != Upload.of(b"1", "b.csv")
    assert Upload.of(b"1", "a.csv") != Upload.of(b"2", "a.csv")
    assert job() != job(mode="append")

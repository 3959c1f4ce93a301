"""What the publish page keeps between two clicks, and what it knows of a file that was published."""

import datetime as dt
import re

import pytest

from explorer.core import language, paths
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import background, jobs, publishing
from explorer.pipeline.publish.jobs import Job, Upload
from explorer.releases import current
from tests.exports.office.office_files import ground

pytestmark = pytest.mark.publishing

MARKS = "registration_no,name,city,nice_class,registered_on\n"
TWO = f"{MARKS}N1,a,210100,9,2020-01-31\nN2,b,210200,9,2020-02-29\n"
MORE = f"{TWO}N3,c,210300,9,2020-03-31\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A data folder of one's own with the small release in use; what is prepared is prepared on its ground."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    monkeypatch.setattr(jobs, "_prepared", type(jobs._prepared)())
    monkeypatch.setattr(background, "prepare", lambda brought, told: publishing.prepare(brought, told, ground=ground))
    publishing.rebuild(ground=ground)
    return tmp_path


def job(text=TWO, file="marks.csv", mode="replace", until=None):
    return Job(Upload.of(text.encode(), file), "trademarks", mode, until)


def prepared(one):
    return jobs.prepare(one, [].append)


def publish(one, by="wang", note=""):
    jobs.publish(prepared(one), by, note)


def aside():
    return {path.name for path in current.releases().glob(".prepared-*")}


def test_a_file_tells_which_table_it_is_or_the_reader_is_asked():
    assert jobs.table_of(Upload.of(TWO.encode(), "marks.csv")) == "trademarks"
    with pytest.raises(Trouble) as found:
        jobs.table_of(Upload.of(b"colour\nred\n", "x.csv"))
    assert found.value.key == "table_unrecognised"


def test_what_was_prepared_is_kept_for_the_publishing_and_no_longer(office):
    assert jobs.ready(job()) is None
    made = prepared(job())
    assert jobs.ready(job()) is made, "the same file and choices, whoever asks"
    assert jobs.ready(job(mode="append")) is None
    assert jobs.ready(job(until=dt.date(2026, 6, 30))) is None
    assert jobs.ready(job(MORE)) is None
    before = current.in_use()
    jobs.publish(made, "wang", "third quarter")
    assert before != current.in_use() == made.release
    assert jobs.ready(job()) is None
    assert not jobs.overtaken(job())
    assert not aside()
    newest = publishing.history()[0].entry
    assert (newest.by, newest.note) == ("wang", "third quarter")


def test_what_was_prepared_upon_another_release_is_overtaken(office):
    first = prepared(job())
    prepared(job(MORE))
    jobs.publish(first, "wang", "")
    assert jobs.ready(job(MORE)) is None
    assert jobs.overtaken(job(MORE))


def test_only_so_many_prepared_releases_are_kept_and_the_oldest_leave_the_disk(office):
    made = [prepared(job(file=f"{number}.csv")) for number in range(jobs.MOST_KEPT + 2)]
    assert aside() == {f".prepared-{one.token}" for one in made[2:]}
    again = prepared(job(file="5.csv"))
    assert jobs.ready(job(file="5.csv")) is again
    assert aside() == {f".prepared-{one.token}" for one in [*made[2:5], again]}


def test_what_failed_to_be_published_is_prepared_anew(office):
    made = prepared(job())
    publishing.discard(made)
    with pytest.raises(Trouble, match="publishing_overtaken"):
        jobs.publish(made, "wang", "")
    assert jobs.ready(job()) is None


def test_the_file_of_a_preview_is_not_kept_in_memory(office):
    prepared(job())
    assert [one.upload.content for one in jobs._prepared] == [b""]


def test_a_file_that_is_in_use_is_known_by_whoever_comes_later(office):
    assert jobs.published(job(), publishing.history()) is None
    publish(job(), "wang", "May")
    found = jobs.published(job(file="a copy.csv"), publishing.history())
    assert (found.entry.by, found.entry.note, found.entry.release) == ("wang", "May", current.in_use())
    for other in (job(MORE), job(mode="append"), job(until=dt.date(2026, 6, 30))):
        assert jobs.published(other, publishing.history()) is None
    assert jobs.published(job(until=dt.date(2020, 2, 29)), publishing.history()) == found, "its last event's day"


def test_a_file_under_a_later_one_or_rolled_back_may_be_published_again(office):
    first = current.in_use()
    publish(job(mode="append"))
    publish(job(MORE, mode="append"))
    assert jobs.published(job(mode="append"), publishing.history()) is None
    assert jobs.published(job(MORE, mode="append"), publishing.history())
    publishing.roll_back(first, "li")
    assert jobs.published(job(MORE, mode="append"), publishing.history()) is None


def test_an_import_that_was_lost_hides_nothing(office):
    publish(job())
    victim = next(imports.folder().iterdir()) / "import.json"
    victim.chmod(0o644)
    victim.write_bytes(b"")
    assert jobs.published(job(), publishing.history()) is None


def test_every_step_of_the_work_has_its_place_and_its_words():
    code = "\n".join(path.read_text("utf-8") for path in (paths.ROOT / "explorer").rglob("*.py"))
    told = set(re.findall(r'\bprogress\("(\w+)"\)', code))
    assert told - {"publishing"} == set(jobs.STEPS)
    for words in map(language.words, language.LANGUAGES):
        assert all(words(f"publishing_step.{step}") for step in jobs.STEPS)


def test_what_was_read_out_of_something_else_keeps_that_as_it_came(office):
    read = Job(Upload.of(TWO.encode(), "forms.zip", b"what came"), "trademarks", "replace")
    publish(read)
    (kept,) = imports.folder().iterdir()
    assert (kept / "original").read_bytes() == b"what came"
    assert jobs.published(read, publishing.history()), "and is known by it"
    assert jobs.published(job(), publishing.history()) is None


def test_an_upload_is_told_apart_by_name_and_content():
    assert Upload.of(b"1", "a.csv") == Upload.of(b"1", "a.csv") != Upload.of(b"1", "b.csv")
    assert Upload.of(b"1", "a.csv") != Upload.of(b"2", "a.csv")
    assert job() != job(mode="append")

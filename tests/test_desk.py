"""What the publish page keeps between two clicks, and when it keeps it no longer."""

import shutil
from dataclasses import replace

import pytest
import stand_ins

from explorer import desk, language, places, proof, release, store
from explorer.desk import Job, Upload
from explorer.trouble import Trouble
from explorer.view import View

MARKS = "registration_no,name,city,registered_on,expires_on\n"
TWO = f"{MARKS}N1,a,210100,2020-01-31,2030-01-31\nN2,b,210200,2020-02-29,2030-01-31\n"
ZH, EN = language.words("zh"), language.words("en")


@pytest.fixture
def office(small_data, tmp_path, monkeypatch):
    """A data folder of one's own, and the parts that check and publish."""
    monkeypatch.setenv("EXPLORER_DATA", str(shutil.copytree(small_data, tmp_path / "data")))
    monkeypatch.setattr(stand_ins, "DONE", [])
    monkeypatch.setattr(desk, "_prepared", type(desk._prepared)())
    stand_ins.put_in()
    yield places.data()
    stand_ins.take_out()


def job(text: str = TWO, file: str = "marks.csv", mode: str = desk.REPLACE) -> Job:
    return Job(Upload(text.encode(), file), "trademarks", mode)


def steps() -> tuple[list[str], object]:
    said: list[str] = []
    return said, said.append


def test_a_file_tells_which_table_it_is_or_the_reader_is_asked(office):
    assert desk.table_of(Upload(TWO.encode(), "marks.csv")) == "trademarks"
    with pytest.raises(Trouble) as found:
        desk.table_of(Upload(b"colour\nred\n", "x.csv"))
    assert found.value.key == "table_unrecognised"


def test_what_was_prepared_is_kept_for_the_publishing_and_no_longer(office):
    said, progress = steps()
    assert desk.ready(job()) is None
    made = desk.prepare(job(), progress)
    assert said == ["inputs", "derived", "writing"]
    assert desk.ready(job()) is made, "the same file and choices, whoever asks"
    assert desk.ready(job(mode=desk.APPEND)) is None
    assert desk.ready(job(TWO + "N3,c,210300,2020-03-31,2030-01-31\n")) is None
    before = release.current().name
    assert desk.publish(made, "wang", "third quarter") == release.current().name != before
    assert desk.ready(job()) is None
    assert not desk.overtaken(job())
    assert [(one.what, one.by, one.note) for one in desk.history()] == [("published", "wang", "third quarter")]


def test_what_was_prepared_upon_another_release_is_overtaken(office):
    first, second = desk.prepare(job(), print), desk.prepare(job(mode=desk.APPEND, file="again.csv"), print)
    desk.publish(first, "wang", "")
    assert desk.ready(job(mode=desk.APPEND, file="again.csv")) is None
    assert desk.overtaken(job(mode=desk.APPEND, file="again.csv"))
    assert second.id == ""


def test_only_so_many_prepared_releases_are_kept_and_the_oldest_leave_the_disk(office, monkeypatch):
    gone = []
    monkeypatch.setattr(desk, "_discard", gone.append)
    made = [desk.prepare(job(file=f"{number}.csv"), print) for number in range(desk.MOST_KEPT + 2)]
    assert gone == made[:2]
    again = desk.prepare(job(file="5.csv"), print)
    assert gone[2] is made[5]
    assert desk.ready(job(file="5.csv")) is again


def test_what_failed_to_be_published_is_prepared_anew(office, monkeypatch):
    made = desk.prepare(job(), print)

    def refuse(*_args, **_more):
        raise Trouble("release_unwritable", folder="data", fault="No space left on device")

    monkeypatch.setattr(desk._part("publishing"), "publish", refuse)
    with pytest.raises(Trouble):
        desk.publish(made, "wang", "")
    assert desk.ready(job()) is None


def test_the_preview_counts_rows_and_names_both_statuses(office):
    made = desk.prepare(job(), print)
    rows = proof.changes(made, EN)
    assert "Trademarks" in rows
    assert ">2<" in rows, "two new marks"
    view = View(store.edition(), "ln-2025", "210000", store.edition().until, "all", "zh")
    flipped = proof.flips(made, view, ZH)
    assert "缺少基期" in flipped
    assert "未达成" in flipped
    assert "评价结论会改变的目标：1 项" in flipped
    made.changes = {}
    assert "没有任何变化" in proof.changes(made, ZH)


def test_whatever_people_wrote_is_shown_as_text(office):
    made = desk.prepare(job(file="<img src=x>.csv"), print)
    desk.publish(made, "<b>wang</b>", "<script>alert(1)</script>")
    shown = proof.history(desk.history(), release.current().name, ZH)
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "<b>wang" not in shown
    assert "&lt;b&gt;wang&lt;/b&gt;" in shown


def test_a_time_is_beijings(office):
    desk.publish(desk.prepare(job(), print), "wang", "")
    entry = desk.history()[0]
    entry.on = entry.on.replace(year=2026, month=11, day=26, hour=18, minute=5)
    assert "2026年11月27日 02:05" in proof.history([entry], "", ZH)
    assert proof.release(entry.id, [entry], EN) == f"{entry.id} · 27 November 2026 02:05 · marks.csv"
    assert proof.release("20240331-0123456789", [entry], EN) == "20240331-0123456789"


def test_an_upload_is_told_apart_by_name_and_content():
    assert Upload(b"1", "a.csv") == Upload(b"1", "a.csv") != Upload(b"1", "b.csv")
    assert replace(job(), mode=desk.APPEND) != job()

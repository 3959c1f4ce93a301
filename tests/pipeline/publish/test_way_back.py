"""After any damage: never fewer figures of the office in use than before, unless a sentence says what is there."""

import json
import shutil
from itertools import combinations, product

import pytest

from explorer import server
from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline.publish import audit_log, condition, publishing, recovery, way_back
from explorer.releases import current, kept
from tests.exports.office.office_files import SHENYANG, day, ground, marks
from tests.support.cases import each

FIRST, SECOND = [marks((f"R{number}", SHENYANG, day("2024-01-01"))) for number in (1, 2)]


@pytest.fixture(scope="module")
def before(built, tmp_path_factory):
    """A data folder in which the office brought two files, one after the other: three releases, two imports."""
    folder = tmp_path_factory.mktemp("before")
    shutil.copytree(built, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        publishing.bring([FIRST], "li", ground=ground)
        publishing.bring([SECOND], "li", ground=ground)
    return folder


@pytest.fixture
def copied(before, tmp_path, monkeypatch):
    """Return what makes the data folder anew, as it was before any damage."""

    def anew():
        data = tmp_path / "data"
        if data.exists():
            for path in (data, *data.rglob("*")):
                path.chmod(0o755)
            shutil.rmtree(data)
        shutil.copytree(before, data)
        monkeypatch.setenv("EXPLORER_DATA", str(data))
        return data

    return anew


def parts(data):
    """Return the file of each part that can come to harm, and one of its kind that belongs elsewhere."""
    used = (data / "CURRENT").read_text().strip()
    oldest = audit_log.entries()[0].release
    brought = [data / "imports" / name for name in audit_log.entries()[-1].imports]
    release, other = data / "releases" / used, data / "releases" / oldest
    return {
        "CURRENT": (data / "CURRENT", f"{oldest}\n".encode()),
        "log": (data / audit_log.LOG, b"\x00\x01 nothing of ours\n" * 3),
        "manifest": (release / "manifest.json", (other / "manifest.json").read_bytes()),
        "parquet": (release / "trademarks.parquet", (other / "trademarks.parquet").read_bytes()),
        "import": (brought[-1] / "rows.parquet", (brought[0] / "rows.parquet").read_bytes()),
    }


PARTS, HARM = ("CURRENT", "log", "manifest", "parquet", "import"), ("missing", "empty", "half", "foreign")


def harm(data, damages):
    found = parts(data)
    for part, how in damages:
        path, foreign = found[part]
        path.parent.chmod(0o755)
        path.chmod(0o644)
        whole = path.read_bytes()
        if how == "missing":
            path.unlink()
        else:
            path.write_bytes({"empty": b"", "half": whole[: len(whole) // 2], "foreign": foreign}[how])


ONE = [((part, how),) for part, how in product(PARTS, HARM)]
TWO = [tuple(zip(pair, harms, strict=True)) for pair in combinations(PARTS, 2) for harms in product(HARM, HARM)]


def office():
    """Return how many rows of the office the pages show; none where they say a sentence."""
    try:
        return condition.office_rows(publishing.releases_release.edition().id)
    except Trouble:
        return 0


def told(work):
    """Return the sentence with which something was refused; nothing where it was done."""
    try:
        work()
    except Trouble as trouble:
        language.words("zh").trouble(trouble)  # which has every blank filled too
        return language.words("en").trouble(trouble)
    return ""


def state(data):
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != ".publishing.lock"}


def start():
    """Do as the server does before it serves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(publishing.begin.__kwdefaults__, "ground", ground)
        server._ready(language.words("en"))


ROADS = {
    "start": start,
    "build": lambda: publishing.rebuild(ground=ground),
    "roll back": lambda: publishing.roll_back(publishing.earlier()[0], "li"),
}


def held(copied, damages, road):
    """Let a road be taken over a damaged folder, and hold what is in use then against what was before."""
    data = copied()
    assert office() == 2
    harm(data, damages)
    was, log = state(data), (data / audit_log.LOG)
    # Whoever goes back from a release that is whole has chosen to; what that one holds is not lost.
    chosen = road == "roll back" and way_back.doubt() is None and way_back.whole(recovery.in_use())
    logged = log.read_bytes() if log.exists() else b""
    said = told(ROADS[road])
    if said:
        assert state(data) == was or office() == 2, "a refusal changes nothing, but what was lost may be back"
        names = [one.id for one in condition.survey().releases] + list(condition.survey().imports)
        assert "doctor" in said or "explorer build" in said or any(name in said for name in names), said
    elif road == "start" and not current.usable():
        pytest.fail("nothing serves, and nobody said so")
    else:
        shown = told(publishing.releases_release.edition)
        assert chosen or office() == 2 or "explorer build" in shown or "doctor" in shown, (office(), shown)
    if log.exists():
        assert log.read_bytes().startswith(logged), "no line of the log is ever overwritten"


@each("damages", ONE)
def test_after_one_damage_no_start_build_or_roll_back_leaves_out_figures_without_a_word(copied, damages):
    for road in ROADS:
        held(copied, damages, road)


@pytest.mark.publishing
@each("damages", TWO)
def test_after_two_damages_no_start_or_build_leaves_out_figures_without_a_word(copied, damages):
    for road in ("start", "build"):
        held(copied, damages, road)


def test_a_lost_current_is_put_back_by_the_log_and_logged(copied):
    data = copied()
    used = current.in_use()
    (data / "CURRENT").unlink()
    with pytest.raises(Trouble, match="release_lost"):
        current.in_use()
    assert publishing.begin(ground=ground).id == used
    assert [one.action for one in audit_log.entries()][-1] == "put_back"
    assert current.in_use() == used


def test_where_nothing_tells_what_was_in_use_all_that_is_kept_is_named_and_somebody_chooses(copied):
    data = copied()
    newest, (older, *_) = current.in_use(), publishing.earlier()
    (data / "CURRENT").unlink()
    (data / audit_log.LOG).unlink()
    said = told(ROADS["start"])
    assert all(name in said for name in (*kept.names(), *condition.survey().imports))
    with pytest.raises(Trouble, match=r"roll_back_fewer.*imp-"):
        publishing.roll_back(older, "li")
    assert publishing.roll_back(newest, "li").id == newest
    assert office() == 2
    (data / "CURRENT").unlink()
    publishing.roll_back(older, "li", fewer=True)
    assert office() == 1


def test_the_log_and_current_that_disagree_over_imports_stop_every_command_until_one_is_chosen(copied):
    data = copied()
    used, oldest = current.in_use(), audit_log.entries()[0].release
    (data / "CURRENT").write_text(oldest)
    for work in (ROADS["build"], lambda: publishing.bring([FIRST], "li", ground=ground), publishing.prune):
        assert used in told(work)
        assert current.in_use() == oldest
    publishing.roll_back(used, "li")
    assert office() == 2


def test_half_a_line_of_somebody_elses_survives_and_is_reported(copied):
    data = copied()
    log = data / audit_log.LOG
    half = log.read_bytes()[:-40]
    log.write_bytes(half)
    assert audit_log.unread() == (3,)
    publishing.roll_back(publishing.earlier()[0], "li")
    assert log.read_bytes().startswith(half + b"\n")
    assert audit_log.unread() == (3,)
    with pytest.raises(Trouble, match="log_damaged"):
        publishing.prune()


def test_what_a_publisher_had_put_in_its_place_stays_when_current_is_lost_besides(copied):
    data = copied()
    entry = audit_log.entries()[-1]
    audit_log.begin(audit_log.Note(entry, release_is_new=True, new_imports=entry.imports[-1:]))
    (data / "CURRENT").unlink()
    assert publishing.begin(ground=ground).id == entry.release
    assert office() == 2


def test_the_survey_says_what_build_would_put_in_use(copied):
    data = copied()
    assert condition.survey().whole
    harm(data, [("parquet", "half")])
    found = condition.survey()
    assert not found.whole
    assert [one.fault for one in found.releases if one.id == current.in_use()] == ["trademarks.parquet"]
    foretold = condition.build()
    assert publishing.rebuild(ground=ground).imports == foretold.imports
    assert office() == foretold.office == 2
    harm(data, [("import", "foreign")])
    refused = condition.build()
    assert refused.refusal.key == "import_damaged"
    assert refused.office is None


def test_a_folder_in_which_nothing_ever_was_is_whole_and_gets_its_first_release(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "new"))
    assert condition.survey().whole
    with pytest.raises(Trouble, match="release_missing"):
        current.in_use()
    publishing.begin(ground=ground)
    assert condition.survey().whole


def edited(folder, **more):
    """Edit a manifest, or of its trademarks what ``more`` says of them, and leave its id as it is."""
    path = folder / "manifest.json"
    folder.chmod(0o755)
    path.chmod(0o644)
    said = json.loads(path.read_text("utf-8"))
    for name, value in more.items():
        (said if name in said else said["tables"]["trademarks"])[name] = value
    path.write_text(json.dumps(said), "utf-8")


@each("more", [
    {"evidence": "published"}, {"rows": 7}, {"until": "2031-01-31"}, {"imports": []}, {"meaning": "0" * 16},
    {"decisions": {"simulate": False, "evidence": "published", "closed": []}},
])  # fmt: skip
def test_the_survey_notices_a_manifest_that_was_edited_under_its_own_id(copied, more):
    copied()
    assert all(not one.fault for one in condition.survey().releases)
    used = current.in_use()
    edited(current.releases() / used, **more)
    assert [one.fault for one in condition.survey().releases if one.id == used] == ["manifest.json"]

"""Feed, calendar and description of the addresses, read by the programs for them; and asked what they say, and not."""

import json
import subprocess
from collections import Counter

import feedparser
import icalendar
from openapi_spec_validator import validate

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)
CASES = 2000


def test_the_calendar_is_read_event_by_event(fetched):
    calendar = icalendar.Calendar.from_ical(fetched("/calendar.ics?lang=en"))
    plans = json.loads(fetched("/api/v1/plans"))["plans"]
    events = calendar.events
    assert not [event.errors for event in events if event.errors]
    assert len({event["UID"] for event in events}) == len(events) > sum(plan["goals"] for plan in plans)
    goal = next(event for event in events if event["UID"].startswith("goal-5.ln-2025@"))
    assert goal.start.isoformat() == "2025-12-31"


def test_the_feed_is_read_entry_by_entry(fetched):
    for code, name in (("en", "What changed"), ("zh", "数据变动")):
        feed = feedparser.parse(fetched(f"/feed.atom?lang={code}"))
        assert not feed.bozo, feed.get("bozo_exception")
        assert (feed.version, feed.feed.title.partition(" · ")[0]) == ("atom10", name)
        assert {one.tags[0].term for one in feed.entries} >= {"release", "flipped", "new"}
        assert all(one.id and one.link and one.updated_parsed for one in feed.entries)


def test_the_description_is_valid_openapi(fetched):
    validate(json.loads(fetched("/openapi.json")))


def test_thousands_of_questions_right_and_wrong_are_answered_as_described(site, tmp_path, beside):
    """Schemathesis makes them of the description: no answer is an error of the server, none is one it does not tell."""
    report = tmp_path / "report.json"
    command = [beside("schemathesis"), "run", f"{site}/openapi.json", "--checks", ",".join(CHECKS)]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "100", "--seed", "1", "--no-shrink"]
    command += ["--continue-on-failure", "--report", "json", "--report-json-path", str(report)]
    made = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False, cwd=tmp_path)
    told = json.loads(report.read_text("utf-8"))
    assert (made.returncode, told["failures"], told["errors"]) == (0, [], []), made.stdout[-8000:]
    assert told["test_cases"]["generated"] >= CASES
    assert told["operations"]["tested"] == told["operations"]["total"] > 15
    assert Counter(told["phases"][one]["status"] for one in ("examples", "coverage", "fuzzing")) == {"success": 3}

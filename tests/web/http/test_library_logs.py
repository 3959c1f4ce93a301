"""What libraries log: a few lines a minute of each place, and no word of a stranger's."""

import logging

import pytest

from explorer.web.http import library_logs


@pytest.fixture
def written(caplog):
    """A logger of Streamlit's with both filters, and what it wrote."""
    logger = logging.getLogger("streamlit.of.this.test")
    library_logs.begin()
    yield logger, caplog
    for name in (*library_logs.NAMES, *logging.root.manager.loggerDict):
        for one in [one for one in logging.getLogger(name).filters if type(one).__module__ == library_logs.__name__]:
            logging.getLogger(name).removeFilter(one)


def test_a_place_is_logged_so_often_a_minute_whatever_it_says():
    rare = library_logs.Rare()
    records = [logging.makeLogRecord({"msg": f"no such page {number}"}) for number in range(1000)]
    assert sum(map(rare.filter, records)) == library_logs.SAME
    assert rare.filter(logging.makeLogRecord({"msg": "another", "lineno": 7}))
    rare.since -= library_logs.MINUTE + 1
    assert rare.filter(records[0])


def test_a_warning_leaves_out_what_a_stranger_chose(written):
    logger, found = written
    logger.warning("rejected: origin=%s, host=%(name)s, %d bytes of %.2f, 100%%", "http://evil.example")
    assert found.messages == ["rejected: origin=…, host=…, … bytes of …, 100%%"]


def test_what_is_no_warning_is_said_whole(written):
    logger, found = written
    logger.setLevel(logging.INFO)
    found.set_level(logging.INFO)
    logger.info("started on %s:%s", "127.0.0.1", 8501)
    assert found.messages == ["started on 127.0.0.1:8501"]

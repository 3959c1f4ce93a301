"""The words for where a goal stands: one list for every page, file, picture and address."""

from enum import StrEnum


class Status(StrEnum):
    """Where a goal stands, in the order in which statuses are listed; the value is what addresses and files call it."""

    MET = "met"
    MET_EARLY = "met_early"
    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    ACCELERATE = "accelerate"
    LIMITED = "limited"
    MOVING_AWAY = "moving_away"
    MISSED = "missed"
    NOT_PUBLISHED = "not_published"
    NO_VALUE = "no_value"
    NO_BASELINE = "no_baseline"
    CANNOT_ASSESS = "cannot_assess"
    NO_GOAL = "no_goal"
    NOT_PROMISED = "not_promised"


GOOD = frozenset({Status.MET, Status.MET_EARLY, Status.ACHIEVED})
UNDER_WAY = frozenset({Status.ON_TRACK, Status.ACCELERATE, Status.LIMITED, Status.MOVING_AWAY})
# A judgement about somebody. Where it rests on simulated values it is an example and says so; no other status judges.
JUDGED = GOOD | UNDER_WAY | {Status.MISSED}
# What asks for action.
BEHIND = JUDGED - GOOD - {Status.ON_TRACK}
# The statuses of a goal whose year is over or whose outcome is known: no reading of an open road is shown any more.
CLOSED = frozenset({Status.MET, Status.MET_EARLY, Status.MISSED, Status.NOT_PUBLISHED})
# A value is awaited: that of the goal year, or any at all.
AWAITED = frozenset({Status.NOT_PUBLISHED, Status.MET_EARLY, Status.NO_VALUE})
# What an earlier link calls what has a word of its own since: a link that was narrowed to it goes on showing it.
FORMERLY = {
    Status.MET_EARLY: Status.NOT_PUBLISHED,
    Status.NO_VALUE: Status.NOT_PUBLISHED,
    Status.NO_GOAL: Status.CANNOT_ASSESS,
}

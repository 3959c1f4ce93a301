"""The overview in plain sentences, for pictures, slides and messages. Texts are plain, not escaped."""

from explorer.analysis.view import View
from explorer.core import marks
from explorer.views import phrases, target_row


def tally(view: View) -> str:
    """Return how many goals have each status; examples apart, so that no reader adds the two."""
    words = view.words
    if view.before_plan:
        return phrases.unpromised(view).rstrip(words("reason.stop"))
    real, examples = phrases.counts((row.status for row in target_row.rows(view)), words)
    said = [f"{one.sign.short} {one.count}" for one in real]
    return words("common.clauses").join([*said, examples] if examples else said)


def sentence(view: View) -> str:
    """Return how many targets there are, and what their newest values rest on."""
    words = view.words
    points = [row.standing.newest for row in target_row.rows(view)]
    newest = [point.evidence if point else "missing" for point in points]
    counts = {kind: newest.count(kind) for kind in (*marks.EVIDENCE, "missing")}
    parts = words("overview.comma").join(
        words(f"overview.headline_{kind}", count=count) for kind, count in counts.items() if count
    )
    return words("overview.headline", count=len(newest), day=words.day(view.as_of), parts=parts)

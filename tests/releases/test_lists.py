"""What registers answer beside an indicator's figures: nothing simulated beside what the office states itself."""

import datetime as dt

from explorer.core import catalogue
from explorer.releases import lists
from tests.conftest import UNTIL
from tests.support.cases import each
from tests.support.tiny_release import DALIAN, SHENYANG

PROVINCE = "210000"


@each("slug", sorted(catalogue.gaps()))
def test_no_simulated_list_says_what_would_close_what_the_office_states_itself(told, slug):
    indicator = catalogue.indicators()[slug]
    assert lists.gap(slug, PROVINCE, UNTIL, told()) is not None
    edition = told((indicator.measure, PROVINCE, 2023, 40.0, {}))
    assert lists.gap(slug, PROVINCE, UNTIL, edition) is None
    assert lists.gap(slug, SHENYANG, UNTIL, edition) is None, "nor of a city in it"
    assert lists.gap(slug, PROVINCE, dt.date(2023, 6, 30), edition) is not None, "before that it is an example"


@each("slug", sorted(catalogue.renewals()))
def test_no_simulated_renewal_follows_what_the_office_states_itself(told, slug):
    indicator = catalogue.indicators()[slug]
    assert lists.renewals(slug, PROVINCE, UNTIL, "all", told()) is not None
    edition = told((indicator.measure, SHENYANG, 2023, 40.0, {}))
    assert lists.renewals(slug, PROVINCE, UNTIL, "all", edition) is None
    assert lists.renewals(slug, DALIAN, UNTIL, "all", edition) is not None, "of Dalian nothing was said"

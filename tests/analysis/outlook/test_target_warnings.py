"""Thirteen warnings, each on the promise that taught it, by what was known on the day it was made."""

import math

import pytest

from explorer.analysis.outlook.target_warnings import Aim, warnings

INVENTIONS = ((2010.0, 1.7), (2011.0, 2.37), (2013.0, 4.02))
SOFTWARE = ((2011.0, 109_343.0), (2012.0, 139_228.0), (2013.0, 164_000.0), (2014.0, 218_783.0), (2015.0, 292_353.0))
HIGH_VALUE = ((2022.0, 9.4), (2023.0, 11.8), (2024.0, 14.0), (2025.0, 16.0))


def aim(series, target, year, now, **more):
    return Aim(tuple(series), series[-1] if series else None, target, year, now, **more)


def said(found: Aim) -> dict:
    return {one.name: one.said for one in warnings(found)}


def test_1_met_within_the_running_year():
    """Software, 200,000 by 2020, issued in December 2014: 164,000 in 2013 after +22 % a year; 218,783 came in 2014."""
    found = said(aim(SOFTWARE[:3], 200_000, 2020, 2013.94))["met"]
    assert found == {"value": pytest.approx(164_000 * math.sqrt(164_000 / 109_343)), "year": 2014}
    works = ((2011.0, 461_356.0), (2012.0, 687_651.0), (2013.0, 845_000.0))
    assert said(aim(works, 1_000_000, 2020, 2013.94))["met"]["value"] > 992_034
    assert said(aim(SOFTWARE, 440_000, 2020, 2016.04))["met"]["year"] == 2017
    assert "met" not in said(aim(SOFTWARE, 500_000, 2020, 2016.04))


def test_2_even_steps_are_there_too_soon():
    """Software 440,000 by 2020: passed in 2017. The nation's 22 by 2030: 2.73 of five years."""
    assert round(said(aim(SOFTWARE, 440_000, 2020, 2016.04))["soon"]["share"], 2) == 0.58
    assert round(said(aim(HIGH_VALUE, 22, 2030, 2025.2))["soon"]["share"], 3) == round((22 - 16) / 2.2 / 5, 3)
    points = ((2018.0, 76.88), (2019.0, 78.98), (2020.0, 80.05))
    assert said(aim(points, 82, 2025, 2020.8, limits=(0.0, 100.0)))["soon"]["share"] < 0.3
    assert "soon" not in said(aim(HIGH_VALUE, 27, 2030, 2025.2))


def test_3_no_baseline_is_printed():
    """Acceptance of first judgments, 85 % by 2025 without a baseline: 91.9 stood in 2023."""
    assert "no_baseline" in said(aim((), 85, 2025, 2020.8, limits=(0.0, 100.0)))
    assert "no_baseline" not in said(aim(HIGH_VALUE, 22, 2030, 2025.2, baseline=(2025, 16)))


def test_4_a_sum_is_quoted_as_a_year():
    """Exports of royalties, 10 billion dollars in 2016 to 2020: 2 a year, with 4.44 in 2015; done two years early."""
    found = said(aim(((2015.0, 44.4),), 100, 2020, 2016.04, first=2016, summed=True))
    assert found["sum"] == {"yearly": 20, "value": 44.4}


def test_5_the_newest_value_is_old():
    """Liaoning, 7.36 set at the end of August 2016 on the value of 2014: 6.37 stood at the end of that year."""
    series = ((2012.0, 3.06), (2014.0, 4.196))
    assert round(said(aim(series, 7.36, 2020, 2015.67))["stale"]["months"]) == 20
    assert "stale" not in said(aim(series, 7.36, 2020, 2015.5))


def test_6_it_asks_for_more_than_any_province_had():
    """Shandong, 14 for 2020 from 4.9 in 2015: 23 % a year, and it stood near 12.5."""
    series = ((2012.33, 2.497), (2013.75, 3.447), (2015.0, 4.9))
    assert said(aim(series, 14, 2020, 2015.2))["fast"] == {"growth": pytest.approx((14 / 4.9) ** 0.2 - 1)}
    assert said(aim(INVENTIONS, 40, 2020, 2013.9))["fast"]["rho"] > 1
    assert "fast" not in said(aim(HIGH_VALUE, 27, 2030, 2025.2))


def test_7_the_series_has_turned_or_broken():
    """PCT applications of Liaoning: 244, then 190; 550 was promised for 2020, and 515 came in 2019."""
    found = said(aim(((2012.0, 244.0), (2014.0, 190.0)), 550, 2020, 2015.67))
    assert found["turned"]["pace"] < 0
    assert "turned" in said(aim(HIGH_VALUE, 22, 2030, 2025.2, broken=True))
    assert "turned" not in said(aim(HIGH_VALUE, 22, 2030, 2025.2))


def test_8_the_baseline_is_of_another_scope():
    """PCT of 2013: 22,924 were received, from everywhere; 21,516 came from the country."""
    series = ((2011.0, 16_406.0), (2013.0, 21_516.0))
    found = said(aim(series, 75_000, 2020, 2013.94, baseline=(2013, 22_924)))
    assert found["scope"] == {"printed": 22_924, "known": 21_516}
    assert "scope" not in said(aim(series, 75_000, 2020, 2013.94, baseline=(2013, 21_500)))


def test_9_fewer_people_raise_a_value_per_head():
    """Liaoning's people, −0.6 % a year: 3 % in five years for nothing."""
    found = said(aim(HIGH_VALUE, 22, 2030, 2025.2, thinning=-0.006))
    assert round(found["denominator"]["gift"], 3) == 0.031
    assert "denominator" not in said(aim(HIGH_VALUE, 22, 2030, 2025.2, thinning=0.006))


def test_10_targets_contradict_each_other():
    """High-value inventions are part of all inventions in force: 40 of these leave no room for 45 of those."""
    assert said(aim(HIGH_VALUE, 45, 2030, 2025.2, above=40))["contradiction"] == {"bound": 40}
    assert said(aim(HIGH_VALUE, 18, 2030, 2025.2, below=20))["contradiction"] == {"bound": 20}
    assert "contradiction" not in said(aim(HIGH_VALUE, 30, 2030, 2025.2, below=20, above=40))


def test_11_it_rests_on_simulation():
    assert "simulated" in said(aim(HIGH_VALUE, 22, 2030, 2025.2, simulated=True))


def test_12_the_cities_do_not_add_up():
    assert said(aim(HIGH_VALUE, 22, 2030, 2025.2, parts=20))["cities"] == {"parts": 20}
    assert "cities" not in said(aim(HIGH_VALUE, 22, 2030, 2025.2, parts=22.0))


def test_13_a_long_promise_has_no_review():
    """Shanghai promised 30 for 2025 in January 2022, doubled it after two years, and 65 came."""
    assert said(aim((), 30, 2025, 2021.05))["review"] == {"year": 2024}
    assert "review" not in said(aim((), 30, 2025, 2021.05, reviewed=True))
    assert "review" not in said(aim(((2022.0, 40.9), (2023.0, 50.2)), 60, 2025, 2023.3))


def test_a_sound_target_is_left_alone():
    """27 by 2030 from 16, with its baseline and a review: even steps lead there in time."""
    assert warnings(aim(HIGH_VALUE, 27, 2030, 2025.2, baseline=(2025, 16), reviewed=True)) == ()

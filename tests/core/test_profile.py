"""The profile: whose explorer this is, told once."""

import pytest

from explorer.core import catalogue, inputs, language
from explorer.core.errors import Trouble
from explorer.core.profile import profile

SOUND = 'home = "220000"\nplan = "jl"\nsimulate = false\n[product]\nzh = "吉林"\nen = "Jilin"\n'


def written(folder, text):
    path = folder / "profile.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_home_is_a_known_area_and_the_first_plan_promises_for_it():
    areas = {row["area"]: row for row in inputs.read()["areas"].iter_rows(named=True)}
    assert areas[profile().home]["level"] == "province"
    assert next(iter(catalogue.plans())) == profile().plan
    assert catalogue.plans()[profile().plan].area == profile().home
    assert profile().spellings.keys() <= areas.keys()


def test_both_languages_call_the_product_as_the_profile_does():
    assert {code: language.words(code)("common.product") for code in language.LANGUAGES} == profile().product


def test_a_profile_without_spellings_is_whole(tmp_path):
    read = profile(written(tmp_path, SOUND))
    assert (read.home, read.plan, read.simulate, dict(read.spellings)) == ("220000", "jl", False, {})


@pytest.mark.parametrize("lacking", SOUND.splitlines())
def test_a_profile_that_lacks_anything_or_cannot_be_read_is_named(tmp_path, lacking):
    with pytest.raises(Trouble, match=r"profile\.toml"):
        profile(written(tmp_path, SOUND.replace(lacking, "", 1)))
    with pytest.raises(Trouble, match=r"profile\.toml"):
        profile(written(tmp_path, f"{lacking} ["))

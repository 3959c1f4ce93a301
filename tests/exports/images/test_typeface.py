"""The typeface that ships: it has every character a picture can need, and lines break where they may."""

from fontTools.ttLib import TTFont

from explorer.core import marks, paths
from explorer.exports.images import typeface
from tests.support import font
from tests.support.cases import each


def files(*patterns: str) -> list:
    return sorted(path for pattern in patterns for path in paths.ROOT.glob(pattern))


SAID = files("explorer/core/languages/*.toml", "data/inputs/*.csv", "data/plans/*.toml", "queries/**/*.sql")
FONT = TTFont(font.FILE)
OUTLINES = FONT.getBestCmap()


def holds(sign: str) -> bool:
    return ord(sign) in OUTLINES


@each("path", SAID)
def test_every_character_a_picture_can_say_has_an_outline(path):
    missing = {sign for sign in path.read_text("utf-8") if not sign.isspace() and not holds(sign)}
    assert not missing


def test_every_sign_of_a_status_evidence_and_goal_has_an_outline():
    signs = {sign.icon for sign in marks.STATUS.values()} | {mark.sign for mark in marks.EVIDENCE.values()}
    assert signs == set("✓●▲◐▼✕◌○■")
    assert all(map(holds, signs | {marks.GOAL_SIGN}))


def test_the_common_characters_are_all_there():
    common = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    signs = "".join(pair.decode("gb2312", errors="ignore") for pair in common)
    assert len(signs) == 6763
    assert all(map(holds, signs))


def test_no_other_font_is_called_as_ours_and_its_makers_reserved_name_is_not_used():
    names = {record.nameID: record.toUnicode() for record in FONT["name"].names}
    assert names[1] == names[4] == typeface.FAMILY
    assert not any(word in names[number] for number in (1, 2, 3, 4, 6) for word in ("Noto", "Source"))
    assert "Open Font License" in names[13]
    assert (FONT["OS/2"].usWeightClass, "fvar" in FONT) == (400, False)


def test_the_license_stands_beside_the_font():
    text = (typeface.FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name 'Source'" in text


def test_the_script_that_made_it_asks_for_what_it_holds():
    lacking = {code for code in font.characters() if chr(code).isprintable() and not holds(chr(code))}
    # The original has no outline for a few letters of foreign scripts and signs of typewriters.
    assert not {chr(code) for code in lacking if 0x4E00 <= code <= 0x9FFF}
    assert len(lacking) < 60


def test_the_table_of_widths_says_of_every_character_what_the_font_says():
    assert typeface.WIDTHS.read_text("utf-8") == font.widths(FONT), "python -m tests.support.font --widths"
    per_em, wide = FONT["head"].unitsPerEm, FONT["hmtx"].metrics
    differing = {
        chr(code): (typeface.width(chr(code), 1), wide[name][0] / per_em)
        for code, name in OUTLINES.items()
        if typeface.width(chr(code), 1) != wide[name][0] / per_em
    }
    assert not differing
    assert typeface.width("\U0001f600", 1) == 1, "a character it lacks counts as a whole one"


def test_a_chinese_character_is_as_wide_as_the_type_is_large():
    assert typeface.width("目标", 20) == 40
    assert 0 < typeface.width("il", 20) < typeface.width("MW", 20) < 40


def test_chinese_breaks_anywhere_but_before_a_mark_that_ends_a_part():
    assert typeface.lines("一二三四五，六", 10, 52, 9) == ["一二三四", "五，六"]
    assert typeface.lines("一二三（四五）", 10, 42, 9) == ["一二三", "（四五）"]


def test_latin_breaks_between_words():
    assert typeface.lines("registered trademarks in force", 10, 60, 9) == ["registered", "trademarks", "in force"]


def test_a_long_link_breaks_at_its_joints_and_loses_nothing():
    link = "https://ip.example.cn/target?" + "&".join(f"parameter{place}=value" for place in range(9))
    found = typeface.lines(link, 10, 260, 9)
    assert "".join(found) == link
    assert all(typeface.width(line, 10) <= 260 for line in found)
    assert all(line.startswith("&") for line in found[1:])


def test_the_mark_of_simulated_values_stays_with_its_word():
    room = typeface.width("1,236,734 trademarks ○", 10) + 1
    assert typeface.lines("1,236,734 trademarks ○ simulated", 10, room, 9) == ["1,236,734 trademarks", "○ simulated"]


def test_what_has_no_room_is_cut_visibly():
    assert typeface.lines("一二三四五六七八", 10, 40, 1) == ["一二三…"]
    assert typeface.shortened("一二三四", 10, 40) == "一二三四"
    assert typeface.shortened("一二三四五", 10, 40) == "一二三…"


def test_nothing_takes_no_line():
    assert typeface.lines("", 10, 40, 3) == []

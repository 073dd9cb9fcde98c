"""The words file chooses between singular and plural, and fills in what it is given."""

from geo.read.words import Words

WORDS = Words("en", {"sheets": "{count} {count:sheet is|sheets are} ready", "month": "{year}-{month:02d}"})


def test_a_count_of_one_takes_the_singular_and_every_other_the_plural():
    assert [WORDS("sheets", count=count) for count in (0, 1, 2)] == [
        "0 sheets are ready",
        "1 sheet is ready",
        "2 sheets are ready",
    ]


def test_other_formats_work_as_ever():
    assert WORDS("month", year=2024, month=3) == "2024-03"

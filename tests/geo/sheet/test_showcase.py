"""What is shown in docs/samples is what is measured, and nothing that was asked for is missing."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from geo.sheet.showcase import LANGS, SAMPLES, SUBJECTS, papers_of

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "samples"


def test_the_cluster_five_cities_three_counties_rail_and_energy_are_shown_in_both_languages():
    assert {(sample.subject, sample.lang) for sample in SAMPLES} == {
        (name, lang) for name in SUBJECTS for lang in LANGS
    }
    assert len(SUBJECTS) == 1 + 5 + 3 + 2


def test_each_paper_and_each_theme_is_shown_in_both_languages():
    for lang in LANGS:
        own = [sample for sample in SAMPLES if sample.lang == lang]
        assert {sample.layout for sample in own} == {"a4-across", "a4-upright", "a3-across", "slide"}
        assert {sample.theme for sample in own} == {"colour", "grey", "colour_blind"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_each_sample_is_drawn_and_listed(sample):
    reader = pypdf.PdfReader(FOLDER / f"{sample.file}.pdf")
    assert "/VP" in reader.pages[0]
    assert f"({sample.file}.pdf)" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_a_drawn_sample_has_the_pages_that_are_measured(whole_atlas, words):
    sample = next(sample for sample in SAMPLES if sample.subject == "yangquan")
    drawn = len(pypdf.PdfReader(FOLDER / f"{sample.file}.pdf").pages)
    assert drawn == len(papers_of(whole_atlas, words, sample))


def test_the_samples_stay_small():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 15_500_000

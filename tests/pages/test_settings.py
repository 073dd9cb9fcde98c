"""What can be set in the environment is checked at the start, in one line."""

from __future__ import annotations

import pytest

from pages import _settings


def test_settings_that_are_left_out_are_sound(monkeypatch):
    monkeypatch.setattr(_settings, "PUBLIC_ADDRESS", "")
    monkeypatch.setattr(_settings, "OC4IDS_PREFIX", "")
    _settings.check()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PUBLIC_ADDRESS", "atlas.example", "ATLAS_PUBLIC_ADDRESS is 'atlas.example'"),
        ("OC4IDS_PREFIX", "oc4ids_bu3kcz", "ATLAS_OC4IDS_PREFIX is “oc4ids_bu3kcz”; a registered prefix is written"),
    ],
)
def test_a_setting_that_cannot_be_meant_ends_the_start_with_one_line(monkeypatch, name, value, sentence):
    monkeypatch.setattr(_settings, name, value)
    with pytest.raises(SystemExit, match="ATLAS_") as ended:
        _settings.check()
    assert str(ended.value).startswith(sentence)
    assert "\n" not in str(ended.value)


def test_a_prefix_that_is_set_passes(monkeypatch):
    monkeypatch.setattr(_settings, "OC4IDS_PREFIX", "oc4ids-bu3kcz")
    _settings.check()

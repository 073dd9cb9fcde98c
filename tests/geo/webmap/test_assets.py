"""The files that the browser fetches once: named by their content, the same twice, and complete."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from geo.webmap import assets as rooms
from geo.webmap.asset import Asset
from geo.webmap.assets import LOADER, assets, module_addresses


@pytest.fixture(scope="module")
def files(atlas):
    return assets(atlas)


def test_a_file_is_named_by_its_content_and_is_the_same_twice(atlas, files):
    assert assets(atlas) == files
    for name, file in files.items():
        stem, digest, suffix = file.file_name.rsplit(".", 2)
        assert f"{stem}.{suffix}" == name
        assert hashlib.sha256(file.content).hexdigest()[:12] == digest


def test_every_file_has_the_media_type_of_its_suffix(files):
    types = {name.rsplit(".", 1)[1]: file.media_type.split(";")[0] for name, file in files.items()}
    assert types == {"js": "text/javascript", "css": "text/css", "json": "application/json", "png": "image/png"}


def test_leaflet_its_style_and_every_image_that_the_style_names_are_there(files):
    style = files["leaflet.css"].content.decode()
    named = set(re.findall(r"url\(([^#)][^)]*)\)", style))
    assert len(named) == 3
    assert named <= {file.file_name for file in files.values()}
    assert b"sourceMappingURL" not in files["leaflet.js"].content


def test_every_module_that_one_imports_is_in_the_import_map(files):
    known = module_addresses(files, lambda file: file.file_name)
    assert LOADER not in {name.removeprefix("#map/") for name in known}
    for name, file in files.items():
        imported = set(re.findall(r"from \"([^\"]+)\"", file.content.decode())) if name.endswith(".js") else set()
        assert imported <= set(known), name


def test_the_import_map_leads_to_the_hashed_files(files):
    known = module_addresses(files, lambda file: f"/atlas/{file.file_name}")
    assert known["#map/main.js"] == f"/atlas/{files['main.js'].file_name}"
    assert re.fullmatch(r"/atlas/main\.[0-9a-f]{12}\.js", known["#map/main.js"])


def test_a_file_as_an_address_holds_its_content():
    file = Asset.of("a.js", "export const a = '太原';")
    head, _, content = file.data_url.partition(",")
    assert head == "data:text/javascript;charset=utf-8;base64"
    assert base64.b64decode(content) == file.content


def test_every_script_of_the_folder_is_a_file(files):
    folder = rooms.files("geo.webmap").joinpath("web")
    assert {path.name for path in folder.iterdir()} <= set(files)

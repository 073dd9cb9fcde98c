"""A page prints as one would hand it over: all rows of its list, all of a project's history, no bars and no buttons."""

from __future__ import annotations

import io

import pypdf
import pytest


def printed(reader, path):
    reader.page.goto(reader.address + path)
    reader.settle()
    pdf = pypdf.PdfReader(io.BytesIO(reader.page.pdf(format="A4", print_background=True)))
    return pdf, "".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize("path", ["/?place=140300&lang=en", "/projects?place=140300&lang=en"])
def test_every_row_of_the_list_is_printed(reader, atlas, path):
    _, text = printed(reader, path)
    names = [row.name_en for row in atlas.projects.itertuples() if "140300" in row.place_ids]
    assert len(names) > 10
    squeezed = "".join(text.split())
    assert [name for name in names if "".join(name.split()) not in squeezed] == []
    assert "Clear filters" not in text
    assert "Share" not in text


def test_a_projects_page_is_printed_to_its_end(reader, atlas):
    pdf, text = printed(reader, "/projects?project=xiongxin-hsr&lang=en")
    assert len(pdf.pages) >= 2
    squeezed = "".join(text.split())
    for milestone in atlas.history("xiongxin-hsr")["milestone_en"]:
        assert "".join(milestone.split()) in squeezed

"""The printed sheet: a view laid out on a page, in millimetres; `geo.draw.sheet.sheet` is the way in."""

"""The printed sheet: a view laid out on a page, in millimetres; `geo.sheet.sheet` is the way in.

options → sheet → body (arrange · panel: legend, matrix, samples; key, listing, runs) → scene (map · heaps · names ·
places · furniture · corners, on ground, frame and labels) → paper (marks · symbols · theme · fonts) → writing (png ·
svg · pdf). `margin` and `code` stand around the map; `picture` is a map for other people's pages.
"""

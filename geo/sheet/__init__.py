"""The printed sheet: a view laid out on a page, in millimetres; `geo.sheet.sheet` is the way in.

options → sheet → body (arrange · panel: legend, samples; key, listing, runs) → scene (map · clusters · names ·
places · surrounds · corners, on ground, frame and labels) → paper (marks · symbols · theme · fonts) → writers (svg ·
typeset: PDF and PNG by ``sheet.typ``). `margin` and `qr_code` stand around the map; `picture` is a map for other
people's pages. `register` is the pages after a map, `inset` the core enlarged, `package` files of several pages,
`template` settings as TOML, `measure` how good it all is.
"""

"""Charts as Vega-Lite specifications, each with a text alternative."""

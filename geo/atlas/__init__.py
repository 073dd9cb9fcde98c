"""The joined record and its questions; `geo.atlas.atlas` is the one door."""

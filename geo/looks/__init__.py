"""How things look, on screen and on paper alike: boundaries, stages, groups, precision."""

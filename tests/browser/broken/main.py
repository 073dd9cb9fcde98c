"""A main script that breaks off."""

raise RuntimeError("secret of the house")

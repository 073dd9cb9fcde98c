"""A view becomes something to take away."""

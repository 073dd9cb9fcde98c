"""A view becomes a picture: on screen, on paper, as a card."""

"""The web map: what the browser fetches once, the messages that follow, and the thin folium frame around them."""

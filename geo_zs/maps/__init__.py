"""Maps of the region, drawn with Folium and without any outside request."""

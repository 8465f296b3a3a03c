"""Collections of features for OGC API – Features: their schema, selection, encoding.

Nothing here knows of HTTP: `geo_zs.features` turns what the catalog and the register
hold into collections, selects rows of them and writes them; ``webapp.ogc`` asks.
"""

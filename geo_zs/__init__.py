"""Investment promotion of Inner Mongolia on the map (内蒙古招商引资).

Importing this package loads nothing else, so that ``geo_zs.criteria`` and
``geo_zs.matching`` stay as light as NumPy.
"""

__version__ = "0.1.0"

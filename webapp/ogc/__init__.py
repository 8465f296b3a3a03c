"""OGC API – Features at ``/ogc``: the layers for any GIS and any program."""

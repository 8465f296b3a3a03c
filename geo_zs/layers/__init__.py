"""Places on the ground: boundaries, layers, the index over all features."""

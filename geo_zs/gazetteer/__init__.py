"""The gazetteer (地名表): from a written name to a place, or to those it may be."""

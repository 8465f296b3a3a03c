"""How the score comes about, with the figures of the loaded data."""

"""Side-by-side runs of our work and its peers; ``make bench`` prints the tables."""

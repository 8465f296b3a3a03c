"""Many projects on parks under land, power and water capacities (统筹布局)."""

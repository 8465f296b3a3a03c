"""Criteria, bounds and weights as plain arrays (准则、界值、权重); NumPy only."""

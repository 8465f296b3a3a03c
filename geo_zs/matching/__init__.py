"""Matching a requirement with candidate sites (投资需求与候选地匹配); NumPy only."""

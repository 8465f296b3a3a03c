"""Candidate sites (候选地) and what is known of each, as arrays for matching."""

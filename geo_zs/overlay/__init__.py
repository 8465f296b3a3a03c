"""What lies under, round and across projects: places, rules, overlaps, constraints."""

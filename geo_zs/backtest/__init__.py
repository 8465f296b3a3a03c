"""Back-test: hide the place of real projects and see where the ranking puts it."""

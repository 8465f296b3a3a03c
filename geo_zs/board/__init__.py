"""The planner's board (招商看板): figures, clocks, targets and the circular."""

"""The planner's workbench (招商工作台): the register as forms, tables and figures."""

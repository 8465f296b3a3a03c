"""Investment project records (招商项目): load, locate, add up."""

"""Who could supply a site: named works of the industries upstream of another one."""

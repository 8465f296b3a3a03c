"""Reports and files to take away: exports, templates, charts, maps, PDF."""

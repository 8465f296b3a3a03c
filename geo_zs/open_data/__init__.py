"""Parks and projects as open data: exchange tables, a data package, a CNIG file."""

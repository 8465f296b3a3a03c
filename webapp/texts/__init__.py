"""The words of the interface, a table for each part of the site."""

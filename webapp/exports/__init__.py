"""An answer as files: CSV, GeoJSON, and a workbook that goes on calculating."""

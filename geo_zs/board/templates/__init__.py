"""The bureau's own workbook for the circular: understood, filled, never run."""

"""An investor's words: industry, quantities and limits read from free text."""

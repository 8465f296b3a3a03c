"""Two to four sites side by side: what a link asks for, and what the page shows."""

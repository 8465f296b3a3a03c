"""Sites side by side, the sites most like one, and a site against medians."""

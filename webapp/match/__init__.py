"""What the page ``/match`` takes in and shows: a form, its answer, its pictures."""

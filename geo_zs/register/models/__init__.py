"""Tables of the register, one module for each subject."""

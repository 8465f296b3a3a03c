"""What a register publishes, laid over the shipped tables in memory."""

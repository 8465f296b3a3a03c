"""What every answer passes through: request ids, limits of rate, logs, metrics."""

"""The same map with the same slider in other frameworks. Each file runs by itself, some in their own environment."""

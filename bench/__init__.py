"""Measurements of what slidegen promises; `make bench` runs them all."""

"""The author's files: read, decoded, and addressed by spans."""

"""What one file says, read once: slides, fences, comments, exercises, by offsets into its text."""

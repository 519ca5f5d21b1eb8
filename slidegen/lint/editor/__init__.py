"""What an editor asks about a workshop's texts: outlines, definitions, references, completions."""

"""The dev server: watch files, build what changed, and change exactly that in the browser."""

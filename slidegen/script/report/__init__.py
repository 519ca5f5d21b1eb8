"""The reports of a run, and the recordings that they show; `table.py` lists the reports."""

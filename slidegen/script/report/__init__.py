"""The reports of a run, and the recordings that they show; `catalogue.py` lists the reports."""

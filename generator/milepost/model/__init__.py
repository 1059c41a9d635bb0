"""Data only: what things are. Frozen values, no behaviour beyond arithmetic, no I/O."""

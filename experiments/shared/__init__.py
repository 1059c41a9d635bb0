"""What several experiments share: charts, a text to learn from, a small GPT, and ways to look into models.

A result depends on these modules as on its own script: `milepost run` notices when one changes.
"""

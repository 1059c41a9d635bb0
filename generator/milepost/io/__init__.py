"""The outside world: reading a vault, its settings and its runs, writing edits. Dumb on purpose: no judgement."""

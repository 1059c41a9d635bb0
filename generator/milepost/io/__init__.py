"""The outside world: reading a vault, its settings, its runs; writing edits. Dumb on purpose: no judgement."""

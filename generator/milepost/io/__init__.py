"""The outside world: reading vaults, settings, runs; writing edits. Dumb on purpose: no judgement."""

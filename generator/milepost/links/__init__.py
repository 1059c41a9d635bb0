"""Who points where: names to files, links to places, notes to their neighbours."""

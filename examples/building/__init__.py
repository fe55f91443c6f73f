"""How the built files of the examples are made from their readable sources."""

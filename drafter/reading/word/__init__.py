"""WordprocessingML: the package, the walk over what it displays, list numbers, formats, comments."""

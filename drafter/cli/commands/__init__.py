"""One module a group of commands; each registers itself with the application."""

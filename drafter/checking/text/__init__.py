"""What a text says in figures: quantities, dates, their roles and the indicators they are bound to."""

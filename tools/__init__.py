"""Commands for people who build the labs."""

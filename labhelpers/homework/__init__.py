"""Hand out, check, grade and try exercises: `python labs.py check`, `grade` ..."""

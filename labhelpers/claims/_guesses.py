"""The student's prediction."""

ASK = "Type your guess between the quotes and run this cell. Then read on."


def guess(value=""):
    """Show the student's prediction, or ask for one.

    It has a cell of its own, directly below the question, before the experiment. Any
    value is a guess. Nothing stops the page: it runs without a guess, too.

    Args:
        value: The prediction, in words or as a number; empty if there is none yet.

    Example:
        >>> claims.guess("the second one")
        Your guess: the second one
    """
    words = "" if value is None or value is ... else str(value).strip()
    print("Your guess: " + words.replace("\n", "\n            ") if words else ASK)

"""The language of a page: length of sentences, words that are retired.

Each rule is a function of a page that returns its faults.
"""

import ast
import re

from tools import folding, measures

LONGEST = 30
AVERAGE = 20
RETIRED = re.compile(
    r"\b(?:bears? (?:a|the|only|more|less|much|larger|smaller)|anew|whoever|flatters?"
    r"|had no say|arms?|put right|at its word|the surer|no help to|in vain"
    r"|(?:hold|holds|held) [\w ]{1,25} to Keras|data points?|keep probability)\b",
    re.I,
)


def no_sentence_is_longer_than_30_words(page):
    """One step of reasoning per sentence."""
    return [
        f"{count} words: {text}" for text, count in _sentences(page) if count > LONGEST
    ]


def sentences_have_at_most_20_words_on_average(page):
    """Twelve to 22 words."""
    counts = [count for _, count in _sentences(page)]
    mean = sum(counts) / len(counts)
    return [f"{mean:.1f} words on average"] if mean > AVERAGE else []


def no_word_is_retired(page):
    """The words that the house style has retired."""
    texts = [*measures.prose(page.cells), *spoken(page)]
    return [
        f"{match[0]!r} in {text[max(0, match.start() - 40) : match.end() + 30]!r}"
        for text in texts
        for match in RETIRED.finditer(text)
    ]


def spoken(page):
    """Return the sentences in code that a reader sees: claims, titles, alt texts."""
    return [
        node.value
        for cell in measures.code(page.cells)
        if folding.is_folded(cell)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.count(" ") >= 3
    ]


def _sentences(page):
    """Return all sentences that a reader sees, without the list of further reading."""
    texts = [t for t in measures.prose(page.cells) if "## Further reading" not in t]
    return [
        pair for text in [*texts, *spoken(page)] for pair in measures.sentences(text)
    ]

"""Keep typical wrong answers, one module per lab; each docstring is its hint.

The names of the functions say what is wrong, `<exercise>__<mistake>`; the docstring
says where to look. The checks recognise them, and a test runs every one.
"""

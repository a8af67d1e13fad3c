"""Run the code of cells without a kernel."""

import ast


def run(source, namespace, name="cell"):
    """Run a cell in `namespace`; return the value of its last line, None if none.

    Args:
        source: Plain Python, without magics.
        namespace: A dict; the cell's names are put into it.
        name: What a traceback calls the cell.

    Raises:
        Exception: What the cell raises.
    """
    tree = ast.parse(source, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, name, "exec"), namespace)
    return eval(compile(last, name, "eval"), namespace) if last else None

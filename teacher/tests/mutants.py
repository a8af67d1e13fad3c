"""Change one thing at a time in an answer: an operator, an edge, an axis, a term.

A check is as good as the wrong answers that it refuses. `mutants` takes the code of a
right answer and yields it with one small change each: what a student writes who knows
the rule and slips once. Libraries for mutation testing change whole modules on disk and
do not know NumPy's arguments; this list is short enough to read.
"""

import ast
import copy
import itertools

OPERATORS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.Pow: [ast.Mult],
}
COMPARISONS = {
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
NAMES = {
    "mean": ["sum"],
    "sum": ["mean"],
    "average": ["sum"],
    "nanmax": ["nanmin"],
    "max": ["min"],
    "min": ["max"],
    "maximum": ["minimum"],
    "minimum": ["maximum"],
    "argmax": ["argmin"],
    "argmin": ["argmax"],
    "var": ["std"],
    "std": ["var"],
    "ceil": ["floor"],
    "floor": ["ceil"],
    "round": ["int"],
    "cumsum": ["cumprod"],
    "prod": ["sum"],
    "cdf": ["pdf"],
    "pdf": ["cdf"],
    "log10": ["log"],
    "reversed": ["list"],
}
FORMS = {"float", "int", "list", "tuple", "array", "asarray", "float32", "tolist"}
FORMS |= {"constant", "convert_to_tensor", "sorted", "print", "Fraction", "Decimal"}

SHORTEST = 12  # signs of code that say what was changed


def mutants(code, function=None):
    """Yield what was changed and the changed code, one change each.

    Args:
        code: The source of a right answer, or of a module that holds it.
        function: The name of the function to change; all of the code if not given.

    Yields:
        Pairs of a description such as "a < b -> a <= b" and the new source.
    """
    parts = ast.parse(code).body
    sources = [ast.unparse(part) for part in parts]
    names = _parameters(parts, function)
    for place, part in enumerate(parts):
        if function is not None and getattr(part, "name", None) != function:
            continue
        for words, source in _changes_of(part, names, {sources[place]}):
            yield words, "\n".join([*sources[:place], source, *sources[place + 1 :]])


def _changes_of(part, names, seen):
    """Yield what was changed in one statement, and its source with the change."""
    nodes = [*ast.walk(part)]
    strict = {id(n.value) for n in nodes if getattr(n, "arg", None) == "strict"}
    for number, node in enumerate(nodes):
        if id(node) in strict:  # a form, like `float(...)`: not a rule
            continue
        for changed in itertools.chain(_changed(node, names), _shorter(node)):
            found = _replaced(part, nodes, number, changed)
            if found and found[1] not in seen:
                seen.add(found[1])
                yield found


def _parameters(parts, function):
    """Return the names of the arguments of the functions to change, in order."""
    return [
        argument.arg
        for part in parts
        if function is None or getattr(part, "name", None) == function
        for node in ast.walk(part)
        if isinstance(node, ast.FunctionDef)
        for argument in node.args.args
    ]


def _replaced(part, nodes, number, changed):
    """Return what was changed, and the source with it; None if it cannot be written."""
    memo = {}
    new_part = copy.deepcopy(part, memo)
    target = memo[id(nodes[number])]
    target.__class__ = changed.__class__
    target.__dict__.clear()
    target.__dict__.update(copy.deepcopy(changed).__dict__)
    whole = _around(nodes, number)
    try:
        source = ast.unparse(ast.fix_missing_locations(new_part))
        compile(source, "mutant", "exec")
        before, after = _line(whole), _line(memo[id(whole)])
    except (SyntaxError, ValueError, AttributeError, TypeError):
        return None
    return f"{before} -> {after}", source


def _around(nodes, number):
    """Return the smallest part around a node that says where it stands."""
    node = nodes[number]
    while len(_line(node)) < SHORTEST:
        parents = [n for n in nodes if node in ast.iter_child_nodes(n)]
        if not parents or hasattr(parents[0], "body"):
            break
        node = parents[0]
    return node


def _line(node):
    return " ".join(ast.unparse(node).split())


def _changed(node, names):
    """Yield the node with another operator, comparison, number, name or argument."""
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), []):
            yield ast.BinOp(node.left, operator(), node.right)
        if isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.MatMult | ast.Mod):
            yield ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.AugAssign):
        for operator in OPERATORS.get(type(node.op), []):
            yield ast.AugAssign(node.target, operator(), node.value)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for comparison in COMPARISONS.get(type(node.ops[0]), []):
            yield ast.Compare(node.left, [comparison()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield ast.BoolOp(other(), node.values)
    elif isinstance(node, ast.Constant):
        yield from map(ast.Constant, _other_values(node.value))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in names:
            for name in names:
                if name != node.id:
                    yield ast.Name(name, node.ctx)
        for name in NAMES.get(node.id, []):
            yield ast.Name(name, node.ctx)
    elif isinstance(node, ast.Attribute):
        for name in NAMES.get(node.attr, []):
            yield ast.Attribute(node.value, name, node.ctx)
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        if len(node.elts) == 2:
            yield ast.Tuple(node.elts[::-1], node.ctx)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def _other_values(value):
    """Return the values that a slip would put in the place of a constant."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return [value * 1.1, -value] if value else [1.0]
    return []


def _other_calls(call):
    """Yield a call with two arguments swapped, one left out, or another axis."""
    if len(call.args) >= 2:
        first, second, *rest = call.args
        yield ast.Call(call.func, [second, first, *rest], call.keywords)
    for number, keyword in enumerate(call.keywords):
        if keyword.arg == "strict":
            continue
        others = call.keywords[:number] + call.keywords[number + 1 :]
        yield ast.Call(call.func, call.args, others)
        if keyword.arg == "axis":
            other = ast.keyword("axis", ast.Constant(None))
            yield ast.Call(call.func, call.args, [*others, other])
    name = getattr(call.func, "attr", "")
    if name in ("var", "std") and not any(k.arg == "ddof" for k in call.keywords):
        ddof = ast.keyword("ddof", ast.Constant(1))
        yield ast.Call(call.func, call.args, [*call.keywords, ddof])


def _shorter(node):
    """Yield the node with one part left out: a term, a factor, a sign, a statement."""
    if isinstance(node, ast.BinOp):
        yield node.left
        yield node.right
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        yield ast.If(ast.Constant(False), node.body, node.orelse)
    elif isinstance(node, ast.AugAssign | ast.Assign):
        yield ast.Pass()
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield node.value
    elif isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        if getattr(node.func, "attr", getattr(node.func, "id", "")) not in FORMS:
            yield node.args[0]
    elif isinstance(node, ast.Return) and node.value is not None:
        rounded = ast.parse("np.rint(0)", mode="eval").body
        if not isinstance(node.value, ast.Tuple | ast.Dict | ast.List):
            yield ast.Return(ast.Call(rounded.func, [node.value], []))

"""Make of a stored lab the page that a student receives: nothing in it has been run.

It imports nothing but Python's own until it has to, since every start of the labs and
the class copy use it.
"""

import functools
import json

IN_COLAB = "[Open in Colab]"


def not_run(lab):
    """Return a lab's file, for this machine, as if no cell of it had been run.

    Raises:
        OSError: the file cannot be read, or is no notebook.
    """
    try:
        return without_outputs(lab.read_bytes(), kernel_metadata())
    except (ValueError, KeyError) as error:
        raise OSError(f"{lab.name} must be a notebook, and is none: {error}") from error


def without_outputs(content, metadata=None, address=None):
    """Return the bytes of a notebook without outputs and execution counts.

    Args:
        content: the bytes of a notebook's file.
        metadata: takes the place of what it says of its kernel; None leaves that.
        address: of the page in Colab, to which its first cell then links.
    """
    notebook = json.loads(content)
    notebook["metadata"] = notebook.get("metadata", {}) | (metadata or {})
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    if address:
        first = notebook["cells"][0]
        first["source"] = f"{''.join(first['source'])}\n\n{IN_COLAB}({address})"
    text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


@functools.cache
def kernel_metadata():
    """Return what JupyterLab would write into a page that it opens on this machine.

    If it stands there already, a page is not marked as changed when it is opened.
    """
    try:
        from ipykernel.ipkernel import IPythonKernel
        from jupyter_client.kernelspec import KernelSpecManager

        spec = KernelSpecManager().get_kernel_spec("python3")
    except (ImportError, KeyError):  # the kernel is somewhere else
        return {}
    kernel = {"name": "python3", "display_name": spec.display_name}
    kernel["language"] = spec.language
    return {"kernelspec": kernel, "language_info": dict(IPythonKernel.language_info)}

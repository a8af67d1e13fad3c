"""Make nbgrader take our labs as they are: copy this file into the course's folder.

The labs are the release version already. nbgrader's own generate_assignment would put
its text in the place of every stub; with this list it only notes in its database which
cells carry points, and what the check cells say.
"""

from nbgrader import preprocessors

c = get_config()  # noqa: F821 - nbgrader runs this file and provides the function
c.GenerateAssignment.preprocessors = [
    preprocessors.LockCells,
    preprocessors.CheckCellMetadata,
    preprocessors.ComputeChecksums,
    preprocessors.SaveCells,
]
# A check cell that a student deleted comes back, as it does in our own grader.
c.OverwriteCells.add_missing_cells = True
# Seconds for a cell: nbgrader's 30 are few for a lab on a busy machine.
c.Execute.timeout = 120

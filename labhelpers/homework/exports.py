"""Fill the file that a learning platform exported, so that it can be imported again.

It takes the grading worksheet and the grader report of Moodle, and the gradebook of
Canvas, and writes points, and a comment where there is a column for one. Everything
else stays as it was.
"""

import re
import sys
from pathlib import Path

from labhelpers.homework import gradebook, people, tables

COMMENTS = {
    "feedback comments",
    "feedback als kommentar",
    "feedback comment",
    "comments",
}
GRADES = {"grade", "bewertung", "note", "calificación"}
MOST = {"maximum grade", "bestwertung", "note maximale", "calificación máxima"}
LATE = {"late", "late submission"}
LOCKED = {"grade can be changed", "bewertung kann geändert werden"}


def add_arguments(parser):
    """Declare the options of `gradebook`."""
    parser.add_argument("grades", type=Path, help="the table that `grade` wrote")
    parser.add_argument(
        "--into",
        type=Path,
        required=True,
        help="the CSV file that Moodle or Canvas gave",
    )
    parser.add_argument("--lab", metavar="NN", default="", help="this lab only")
    parser.add_argument("--column", help="the start of the name of the lab's column")
    parser.add_argument(
        "--scale", action="store_true", help="convert points to the column's maximum"
    )
    parser.add_argument("-o", "--output", type=Path, help="what to write")


def run(options):
    """Write the filled file, say what has no match, and return the exit status."""
    into = options.into
    output = options.output or into.with_name(f"{into.stem}_filled{into.suffix}")
    try:
        if output.absolute() in (into.absolute(), options.grades.absolute()):
            raise ValueError(f"-o needs a new name, not {output}")
        rows = gradebook.read(options.grades)
        table = tables.read(into)
        export = Export(table, into, options.scale)
        missing = export.fill(rows, options.lab, options.column)
        table.write(output)
    except (OSError, ValueError) as error:
        print(f"The gradebook needs its two files: {error}", file=sys.stderr)
        return 1
    print(f"{output}: {export.filled} grades. Import this file.")
    for sentence in export.notes + missing:
        print(sentence)
    return 1 if missing else 0


class Export:
    """A file of a platform.

    Args:
        table: The `tables.Table`; it is changed.
        path: Where it was read, for messages.
        scale: Convert points to the maximum of the column.

    Raises:
        ValueError: It is no file of a platform that is known.
    """

    def __init__(self, table, path, scale=False):
        self.table, self.scale, self.filled, self.notes = table, scale, 0, []
        self.header = table.rows[0]
        self.names = [name.strip().casefold() for name in self.header]
        rows = table.rows[1:]
        self.top = [r for r in rows if r[0].strip().casefold() in people.NOBODY]
        self.lines = [r for r in rows if r not in self.top and any(map(str.strip, r))]
        for row in self.lines:
            row += [""] * (len(self.header) - len(row))
        self.people = people.of_export(self.names, self.lines)
        if not self.people:
            raise ValueError(
                f"{path} needs columns that name students, as Moodle's and Canvas's "
                f"exports have; it has {', '.join(self.header)}"
            )

    def fill(self, rows, lab="", column=""):
        """Put points into the file, and return what has no match in it.

        Args:
            rows: The rows of the table of grades.
            lab: The start of a lab's name; all labs if empty.
            column: The start of the name of the lab's column, if it is not found.

        Raises:
            ValueError: No column, or several, could be those of a lab.
        """
        lab = lab.zfill(2) if lab.isdecimal() else lab
        rows = [r for r in rows if r.get("counts", "yes") != "no"]
        unread = [r for r in rows if not r["lab"]]
        rows = [r for r in rows if r["lab"] and r["lab"].startswith(lab)]
        labs = sorted({row["lab"] for row in rows})
        if not labs:
            raise ValueError(
                f"the table has no row that counts for lab {lab or 'any'!r}"
            )
        if len(labs) > 1 and (column or self._worksheet() is not None):
            raise ValueError(
                f"one lab is needed: add --lab; there are {', '.join(labs)}"
            )
        columns = {each: self._column(each, column) for each in labs}
        missing = []
        for each in labs:
            of_lab = [row for row in rows if row["lab"] == each]
            missing += self._fill_lab(of_lab, each, columns[each])
        names = people.short([row["student"] for row in unread])
        if unread:
            self.notes.append(f"No notebook of a lab, no grade: {names}.")
        return missing

    def _fill_lab(self, rows, lab, column):
        """Fill one column; return sentences on rows without a match."""
        self.notes.append(f"{lab} is the column {self.header[column]!r}.")
        self._compare(rows[0], lab, column)
        matched, missing = people.match(rows, self.people)
        for number, row in matched.items():
            self._put(self.lines[number], row, column)
        nothing = [
            self.people[number].label
            for number in range(len(self.lines))
            if number not in matched and not self.people[number].is_test
        ]
        if nothing:
            short = people.short(nothing, 200)
            self.notes.append(f"In the file, without a row for {lab}: {short}.")
        return [f"Not in the file, for {lab}: {sentence}." for sentence in missing]

    def _put(self, line, row, column):
        locked = self._find(LOCKED)
        if locked is not None and line[locked].strip().casefold() in ("no", "nein"):
            self.notes.append(f"{row['student']}: the platform has locked this grade.")
            return
        points = float(row.get("final") or row["points"])
        most = self._most(line, column)
        if self.scale and most and float(row["possible"]):
            points = round(points * most / float(row["possible"]), 2)
        text = f"{points:g}"
        numbers = [line[n] for n in (self._find(MOST), column) if n is not None]
        comma = any("," in number for number in numbers)
        line[column] = text.replace(".", ",") if comma else text
        self.filled += 1
        comments, late = self._find(COMMENTS), self._find(LATE)
        if late is not None:
            line[late] = "yes" if row.get("late") else ""
        if comments is not None:
            line[comments] = _joined(line[comments], comment(row))

    def _compare(self, row, lab, column):
        """Say where the platform's maximum is not the lab's."""
        most = self._most(self.lines[0], column)
        if most and most != float(row["possible"]) and not self.scale:
            self.notes.append(
                f"{lab} has {row['possible']} points, the column {most:g}: points are "
                "written as they are; --scale converts them."
            )

    def _most(self, line, column):
        place = self._find(MOST)
        texts = [line[place]] if place is not None else []
        texts += [row[column] for row in self.top if len(row) > column]
        for text in texts:
            if tables.NUMBER.fullmatch(text.strip()):
                return float(text.strip().replace(",", "."))
        return 0.0

    def _worksheet(self):
        """Return the column of grades of a worksheet, which has but one lab."""
        return self._find(GRADES) if self._find(MOST) is not None else None

    def _find(self, names):
        return next((n for n, name in enumerate(self.names) if name in names), None)

    def _column(self, lab, start):
        open_columns = [
            n for n, name in enumerate(self.header)
            if n not in people.columns(self.names) and not self._read_only(n)
        ]  # fmt: skip
        if start:
            found = [
                n for n in open_columns if self.header[n].strip().startswith(start)
            ]
        elif self._worksheet() is not None:
            found = [self._worksheet()]
        else:
            found = [n for n in open_columns if _is_of(self.header[n], lab)]
        if len(found) != 1:
            some = people.short([self.header[n] for n in found or open_columns], 30)
            raise ValueError(
                f"one column is needed for {lab}, named by --column; "
                f"{'several' if found else 'none'} could be meant: {some}"
            )
        return found[0]

    def _read_only(self, column):
        texts = [
            row[column].strip().casefold() for row in self.top if len(row) > column
        ]
        return any("read only" in text for text in texts)


def _is_of(header, lab):
    """Return whether the name of a column names a lab, by its number or its title."""
    text = re.sub(r"\(\d+\)\s*$", "", header).casefold()  # Canvas's own number
    number, title = lab[:2].lstrip("0"), lab[3:].replace("_", " ")
    if title and title in text.replace("_", " "):
        return True
    return bool(re.search(rf"(?<![\d.])0?{number}(?![\d.])", text))


def comment(row):
    """Return what a student is told beside the points: those of each exercise."""
    points = [
        f"{name[3:].replace('-', ' ')} {value}"
        for name, value in row.items()
        if re.match(r"\d\d-", name) and value
    ]
    sentences = [f"{', '.join(points)} ({row['points']} of {row['possible']} points)."]
    sentences += ["Late."] if row.get("late") else []
    sentences += [row["remark"]] if row.get("remark") else []
    return tables.safe(" ".join(sentences))


def _joined(before, after):
    return before if after in before else "\n".join(filter(None, [before, after]))

"""Opens a protected spreadsheet with msoffcrypto-tool and openpyxl and compares every cell.

usage: check_xlsx.py FILE PASSWORD EXPECTED

EXPECTED holds a line per row of the first sheet and a tab between cells: T and the text's UTF-8 in hex, D and an ISO
date, N and a number, or E for an empty cell. The script ends with status 0 only if everything agrees.
"""

import datetime
import io
import sys

import msoffcrypto
import openpyxl
from openpyxl.utils.escape import unescape


def main(path, password, expected_path):
    with open(path, "rb") as file:
        office = msoffcrypto.OfficeFile(file)
        check(office.is_encrypted(), "the file says that it is not encrypted")
        check(refuses(office, password + "!"), "a wrong password was accepted")
        office.load_key(password=password, verify_password=True)
        package = io.BytesIO()
        office.decrypt(package, verify_integrity=True)
    with open(expected_path, encoding="ascii") as file:
        expected = [[wanted(cell) for cell in line.rstrip("\n").split("\t")] for line in file]
    book = openpyxl.load_workbook(package)
    sheet = book.worksheets[0]
    check(len(book.worksheets) == 2, "the sheet about the file is missing")
    check(sheet.freeze_panes == "A2", "the headings are not frozen")
    check(sheet.auto_filter.ref == sheet.dimensions, f"the filter covers {sheet.auto_filter.ref}")
    check(sheet["A1"].font.bold, "the headings are not bold")
    check(bool(book.properties.title) and bool(book.properties.language), "title or language is missing")
    found = [[given(cell) for cell in row] for row in sheet.iter_rows()]
    check(len(found) == len(expected), f"{len(found)} rows instead of {len(expected)}")
    for number, (row, wanted_row) in enumerate(zip(found, expected), 1):
        for column, (cell, wanted_cell) in enumerate(zip(row, wanted_row, strict=True), 1):
            check(cell == wanted_cell, f"row {number}, column {column}: {cell!r} instead of {wanted_cell!r}")
    print(f"{len(found)} rows agree")


def refuses(office, password):
    try:
        office.load_key(password=password, verify_password=True)
    except msoffcrypto.exceptions.InvalidKeyError:
        return True
    return False


def wanted(cell):
    kind, value = cell[:1], cell[1:]
    match kind:
        case "T":
            return ("text", bytes.fromhex(value).decode("utf-8"))
        case "D":
            return ("date", datetime.date.fromisoformat(value))
        case "N":
            return ("number", float(value))
        case _:
            return ("empty", None)


def given(cell):
    if cell.value is None:
        return ("empty", None)
    if cell.is_date:
        check(cell.number_format == "dd/mm/yyyy", f"{cell.coordinate} shows dates as {cell.number_format}")
        return ("date", cell.value.date())
    if cell.data_type == "n":
        return ("number", float(cell.value))
    check(cell.data_type == "s", f"{cell.coordinate} is of type {cell.data_type}")
    text = unescape(cell.value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        check(bool(cell.quotePrefix), f"{cell.coordinate} would turn into a formula when edited")
    return ("text", text)


def check(good, complaint):
    if not good:
        sys.exit(complaint)


if __name__ == "__main__":
    main(*sys.argv[1:])

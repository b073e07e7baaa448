"""Cells of tables: text stays text."""

import pytest

from helpdesk.lib.cells import safe_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "\u00a0=1", "|calc", "%0A", "-cmd", "--1"]
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), ("plain", "plain"), (-3.5, "-3.5"), (7, "7"), ("a=b", "a=b"), ("", "")]
)
def test_everything_else_stays_as_it_is(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a;  @x", "a;  '@x"),
        ('a;"+1"', 'a;"\'+1"'),
        ("a\t-1+1", "a\t'-1+1"),
        ("a\r\n=1", "a\r\n'=1"),
        ("\t=1", "'\t'=1"),
        ("a, =b; c=d", "a, =b; c=d"),
    ],
)
def test_nor_is_anything_computed_where_semicolons_or_tabs_part_cells(text: str, cell: str) -> None:
    assert safe_cell(text) == cell

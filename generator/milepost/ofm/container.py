"""Looking ahead inside the list item, quote or footnote that is being parsed."""

from markdown_it.rules_block import StateBlock

__all__ = ["find_in_container"]


def find_in_container(state: StateBlock, mark: str, line: int, end_line: int) -> tuple[int, int]:
    """The line and position of the next `mark`; the line behind the container and -1 if there is none.

    What begins on the line before may stand less far in, where it would end a list item: then the container
    is the one around the item.
    """
    indent = min(state.blkIndent, state.sCount[line - 1])
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= indent):
        at = state.src.find(mark, state.bMarks[line], state.eMarks[line])
        if at != -1:
            return line, at
        line += 1
    return line, -1

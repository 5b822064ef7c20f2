"""A database for random statements, and restores of deleted rows in any order."""

import sqlite3
from collections import Counter

from support import rows


class Database:
    """Those of a storage have `chance`, `db`, `waiting_words`, restore(), restore_one_with_parents(), roots() and story()."""

    def __init__(self):
        self.log = []
        self.counts = Counter()

    def run(self, sql, *parameters):
        """The rows, or the text of the error."""
        self.log.append(sql if not parameters else f"{sql}  {parameters}")
        self.counts["statements"] += 1
        try:
            return rows(self.db, sql, *parameters)
        except sqlite3.Error as error:
            self.log.append(f"  {error}")
            return str(error)

    def restore_all(self, left):
        """A row whose parent is still deleted has to wait for it."""
        self.chance.shuffle(left)
        while left:
            waiting = []
            for each in left:
                answer = self.restore(*each)
                if isinstance(answer, str):
                    assert any(why in answer for why in self.waiting_words), self.story(answer)
                    waiting.append(each)
            if len(waiting) == len(left):
                # They refer to each other, without a cascade, and were deleted by one statement.
                assert self.restore_one_with_parents(waiting) == [(1,)], self.story()
                waiting = [each for each in waiting if each in self.roots()]
            left = waiting

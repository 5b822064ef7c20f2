// sqlite3_close() with statements that the extension keeps.
#pragma once

// False where something was wrong, which was printed.
bool closes();

  DELETE FROM softdelete_context_row WHERE context = last_insert_rowid();

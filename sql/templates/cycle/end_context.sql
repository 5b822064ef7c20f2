  DELETE FROM softdelete_context WHERE id = last_insert_rowid();

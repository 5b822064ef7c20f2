  DELETE FROM softdelete_context_row WHERE context = last_insert_rowid() AND table_name IN ({{sql:tables}});

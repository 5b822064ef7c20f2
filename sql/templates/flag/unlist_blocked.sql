  DELETE FROM softdelete_context_row
   WHERE context = last_insert_rowid() AND (table_name, {{sql:keys}}) IN (
    WITH RECURSIVE softdelete_blocked(t, {{sql:keys}}) AS (
{{sql:selects}})
    SELECT * FROM softdelete_blocked);

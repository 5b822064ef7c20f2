  INSERT INTO softdelete_context_row(context, table_name, {{sql:keys}})
  SELECT last_insert_rowid(), * FROM (
    WITH RECURSIVE softdelete_below(t, {{sql:keys}}) AS (
      SELECT table_name, {{sql:keys}} FROM softdelete_context_row
       WHERE context = last_insert_rowid() AND table_name IN ({{sql:tables}})
      UNION
{{sql:selects}})
    SELECT * FROM softdelete_below
    EXCEPT
    SELECT table_name, {{sql:keys}} FROM softdelete_context_row WHERE context = last_insert_rowid());

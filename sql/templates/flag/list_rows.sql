  INSERT INTO softdelete_context_row(context, table_name, {{sql:keys}})
  SELECT last_insert_rowid(), * FROM (
    WITH RECURSIVE softdelete_below(t, {{sql:keys}}) AS (
{{sql:selects}})
    SELECT * FROM softdelete_below);

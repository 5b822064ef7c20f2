  INSERT INTO softdelete_context_row(context, table_name, {{sql:keys}})
  SELECT last_insert_rowid(), * FROM (
    WITH RECURSIVE below(t, {{sql:keys}}) AS (
{{sql:selects}})
    SELECT * FROM below);

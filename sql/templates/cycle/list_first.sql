  INSERT INTO softdelete_context_row(context, table_name, {{sql:keys}})
  SELECT last_insert_rowid(), * FROM (
{{sql:selects}});

CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
WHEN {{sql:old_live}} OR NOT EXISTS (
  SELECT 1 FROM softdelete_context
   WHERE id = last_insert_rowid() AND ({{sql:may_purge}}))
BEGIN
  UPDATE {{ident:table}} SET {{sql:set_deleted}}
   WHERE {{sql:is_old_row}} AND {{sql:old_live}};
  SELECT RAISE(IGNORE);
END

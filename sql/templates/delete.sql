CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
WHEN {{sql:old_live}} OR OLD.{{ident:time}} IS NOT {{text:purge_mark}}
BEGIN
  UPDATE {{ident:table}}
     SET {{sql:set_deleted}}, {{ident:via}} = NULL
   WHERE {{sql:is_old_row}} AND {{sql:old_live}};
  SELECT RAISE(IGNORE);
END

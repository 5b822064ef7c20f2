CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF DELETE ON {{ident:view}}
BEGIN
  UPDATE {{ident:table}}
     SET {{sql:set_deleted}}, {{ident:via}} = NULL
   WHERE {{sql:is_old_row}} AND {{sql:live}};
END

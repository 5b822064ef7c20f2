CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF UPDATE ON {{ident:view}}
BEGIN
{{sql:refusals}}  UPDATE {{ident:table}}
     SET {{sql:assignments}}
   WHERE {{sql:is_old_row}} AND {{sql:in_view}};
END

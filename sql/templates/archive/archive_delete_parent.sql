CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
BEGIN
  UPDATE {{ident:archive}} SET {{ident:state}} = NULL WHERE {{sql:is_pending}};
  UPDATE softdelete_operation SET number = number + 1{{sql:unless_taken}};
  INSERT INTO {{ident:archive}}({{sql:columns}})
  VALUES ({{sql:values}});
END

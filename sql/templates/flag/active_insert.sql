CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF INSERT ON {{ident:view}}
BEGIN
{{sql:refusals}}  INSERT INTO {{ident:table}} ({{sql:columns}})
  VALUES ({{sql:values}});
END

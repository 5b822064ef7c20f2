CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
BEGIN
{{sql:settle}}  INSERT INTO {{ident:archive}}({{sql:columns}})
  VALUES ({{sql:values}});
{{sql:advance}}END

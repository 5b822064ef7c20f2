CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
BEGIN
  INSERT INTO {{ident:archive}}({{sql:columns}})
  {{sql:values}};
{{sql:settle}}{{sql:advance}}END

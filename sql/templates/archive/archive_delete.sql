CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
BEGIN
  INSERT INTO {{ident:archive}}({{sql:columns}}) SELECT * FROM {{ident:table}} WHERE 0;
{{sql:begin}}  INSERT INTO {{ident:archive}}({{sql:archive_columns}})
  SELECT {{sql:values}}
    FROM {{sql:from}};
END

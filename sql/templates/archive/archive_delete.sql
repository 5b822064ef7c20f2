CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
BEGIN
{{sql:begin}}  INSERT INTO {{ident:archive}}({{sql:archive_columns}})
  SELECT {{sql:values}}
    FROM {{sql:from}}
   WHERE coalesce(1, ({{sql:nulls}}) IN (SELECT * FROM {{ident:table}}));
END

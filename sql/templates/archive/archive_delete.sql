CREATE TRIGGER {{ident:name}} /* softdelete */ BEFORE DELETE ON {{ident:table}}
BEGIN
  INSERT INTO {{ident:archive}}({{sql:columns}})
  SELECT {{sql:values}}
    FROM {{sql:from}}
   WHERE {{sql:fits}};
END

CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF DELETE ON {{ident:view}}
BEGIN
  DELETE FROM {{ident:rows}} WHERE row_id = {{sql:old_row}};
END

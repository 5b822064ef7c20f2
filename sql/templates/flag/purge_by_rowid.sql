CREATE TRIGGER {{ident:name}} /* softdelete */ INSTEAD OF DELETE ON {{ident:view}}
BEGIN
  DELETE FROM {{ident:rows}} WHERE softdelete_rowid = {{sql:rowid}};
END

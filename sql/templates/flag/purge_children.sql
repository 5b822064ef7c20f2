  DELETE FROM {{ident:trash}} WHERE {{sql:refers}};

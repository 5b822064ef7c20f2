  UPDATE {{ident:view}} SET {{sql:work}} = {{sql:value}}{{sql:where}};

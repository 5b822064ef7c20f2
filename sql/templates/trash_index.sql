CREATE INDEX {{ident:name}} /* softdelete */ ON {{ident:table}} ({{ident:time}})
 WHERE {{sql:deleted}}

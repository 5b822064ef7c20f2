CREATE TABLE IF NOT EXISTS {{sql:name}}({{sql:columns}})

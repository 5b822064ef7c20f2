INSERT INTO softdelete(table_name) VALUES ('nowhere');

require "sqlite3"

LIBRARY = ARGV[0]

def open_database(extension)
  db = SQLite3::Database.new("app.db")
  db.execute("PRAGMA foreign_keys = ON")
  return db unless extension

  db.enable_load_extension(true)
  db.load_extension(LIBRARY)
  db.enable_load_extension(false)
  db
end

def names(db, view)
  found = db.execute("SELECT name FROM #{view} ORDER BY id").flatten
  found.empty? ? "-" : found.join(",")
end

def show(db, title)
  live, trash = %w[active deleted].map { |state| "#{names(db, "color_#{state}")} / #{names(db, "paint_#{state}")}" }
  counts = %w[color paint].map { |table| db.get_first_value("SELECT count(*) FROM #{table}") }
  puts "#{title}: live #{live}; trash #{trash}; rows #{counts.join(" / ")}"
end

def delete(db, table, name)
  db.execute("DELETE FROM #{table} WHERE name = ?", [name])
end

db = open_database(true)
puts "sqlite #{db.get_first_value("SELECT sqlite_version()")}"
db.execute_batch(<<SQL)
  CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
SQL
%w[red green blue].each { |name| db.execute("INSERT INTO color(name) VALUES (?)", [name]) }
{ "rose" => 1, "cherry" => 1, "olive" => 2, "navy" => 3 }.each do |name, color|
  db.execute("INSERT INTO paint(color_id, name) VALUES (?, ?)", [color, name])
end
db.execute("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')")
show(db, "enabled")

delete(db, "color", "red")
show(db, "deleted")
puts "restore #{db.get_first_value("SELECT restore('color', ?)", 1)}"
show(db, "restored")
delete(db, "color", "red")
puts "purge #{db.get_first_value("SELECT purge('color', ?)", 1)}"
show(db, "purged")

db.execute("UPDATE softdelete SET suspended = 1")
delete(db, "paint", "olive")
db.execute("UPDATE softdelete SET suspended = 0")
show(db, "resumed")
db.close

db = open_database(false)
puts "functions #{db.get_first_value("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'")}"
delete(db, "color", "blue")
show(db, "plain delete")
db.execute("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", ["blue"])
show(db, "plain restore")
db.close

db = open_database(true)
db.execute("DELETE FROM softdelete WHERE table_name = ?", ["paint"])
puts "managed #{db.execute("SELECT table_name FROM softdelete").join(",")}"
db.execute("DELETE FROM paint")
puts "paints #{db.get_first_value("SELECT count(*) FROM paint")}"
begin
  db.execute("INSERT INTO softdelete(table_name) VALUES ('nowhere')")
rescue SQLite3::Exception => error
  puts "error #{error.class}: #{error.message}"
end

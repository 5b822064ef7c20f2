require "sqlite3"

$db = SQLite3::Database.new("app.db")
$db.enable_load_extension(true)
$db.load_extension(ARGV[0])

delete = $db.prepare("DELETE FROM color WHERE name = ?")
suspend = $db.prepare("UPDATE softdelete SET suspended = ?")
restore = $db.prepare("SELECT restore('color', ?)")

def show(title)
  rows = $db.execute("SELECT name || '=' || is_deleted FROM color ORDER BY id")
  rows += $db.execute("SELECT status FROM softdelete")
  puts "#{title}: #{rows.join(" ")}"
end

def refused(title)
  yield
rescue SQLite3::Exception => error
  puts "refused #{title}: #{error.message}"
end

delete.execute("red")
show("deleted")
suspend.execute(1)
delete.execute("green")
show("suspended")
refused("restore") { restore.execute(1).to_a }
suspend.execute(0)
restore.execute(1).to_a
show("resumed")
reader = $db.prepare("SELECT name FROM color ORDER BY id")
reader.execute.next
suspend.execute(1)
reader.close
show("finished")

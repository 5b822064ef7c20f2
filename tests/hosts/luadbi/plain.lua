local DBI = require("DBI")
local db = assert(DBI.Connect("SQLite3", "app.db"))
db:autocommit(true)

local function run(sql, ...)
  local statement = assert(db:prepare(sql))
  local done, message = statement:execute(...)
  return done and statement, message
end

local function names(view)
  local found = {}
  for row in run("SELECT name FROM " .. view .. " ORDER BY id"):rows() do
    table.insert(found, row[1])
  end
  return #found > 0 and table.concat(found, ",") or "-"
end

local function show(title)
  print(title .. ": live " .. names("color_active") .. "; trash " .. names("color_deleted"))
end

local loaded, message = run("SELECT load_extension(?)", arg[1])
if not loaded then
  print("refused " .. message)
end

assert(run("DELETE FROM color WHERE name = ?", "green"))
show("deleted")
assert(run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "green"))
show("restored")
assert(run("DELETE FROM color WHERE name = ?", "green"))
assert(run("DELETE FROM color_deleted WHERE name = ?", "green"))
show("purged")

local environment = require("luasql.sqlite3").sqlite3()
local db = environment:connect("app.db")

-- LuaSQL binds no parameters.
local function run(sql, name)
  return db:execute((sql:gsub("?", "'" .. db:escape(name) .. "'")))
end

local function names(view)
  local cursor = db:execute("SELECT name FROM " .. view .. " ORDER BY id")
  local found = {}
  local name = cursor:fetch()
  while name do
    table.insert(found, name)
    name = cursor:fetch()
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

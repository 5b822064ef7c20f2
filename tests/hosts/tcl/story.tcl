package require sqlite3

set library [lindex $argv 0]

proc open_database {extension} {
    sqlite3 db app.db
    db eval {PRAGMA foreign_keys = ON}
    if {$extension} {
        db enable_load_extension 1
        db eval {SELECT load_extension($::library)}
        db enable_load_extension 0
    }
}

proc names {view} {
    set found [db eval "SELECT name FROM $view ORDER BY id"]
    return [expr {[llength $found] ? [join $found ,] : "-"}]
}

proc show {title} {
    foreach state {active deleted} {
        set $state "[names color_$state] / [names paint_$state]"
    }
    set colors [db onecolumn {SELECT count(*) FROM color}]
    set paints [db onecolumn {SELECT count(*) FROM paint}]
    puts "$title: live $active; trash $deleted; rows $colors / $paints"
}

proc delete {table name} {
    db eval "DELETE FROM $table WHERE name = \$name"
}

open_database 1
puts "sqlite [db version]"
db eval {
    CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT);
}
foreach name {red green blue} {
    db eval {INSERT INTO color(name) VALUES ($name)}
}
foreach {color name} {1 rose 1 cherry 2 olive 3 navy} {
    db eval {INSERT INTO paint(color_id, name) VALUES ($color, $name)}
}
db eval {INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')}
show enabled

delete color red
show deleted
set key 1
puts "restore [db onecolumn {SELECT restore('color', $key)}]"
show restored
delete color red
puts "purge [db onecolumn {SELECT purge('color', $key)}]"
show purged

db eval {UPDATE softdelete SET suspended = 1}
delete paint olive
db eval {UPDATE softdelete SET suspended = 0}
show resumed
db close

open_database 0
puts "functions [db onecolumn {SELECT count(*) FROM pragma_function_list WHERE name = 'restore'}]"
delete color blue
show "plain delete"
set name blue
db eval {UPDATE color_deleted SET is_deleted = 0 WHERE name = $name}
show "plain restore"
db close

open_database 1
set name paint
db eval {DELETE FROM softdelete WHERE table_name = $name}
puts "managed [join [db eval {SELECT table_name FROM softdelete}] ,]"
db eval {DELETE FROM paint}
puts "paints [db onecolumn {SELECT count(*) FROM paint}]"
try {
    db eval {INSERT INTO softdelete(table_name) VALUES ('nowhere')}
} on error {message options} {
    puts "error [dict get $options -errorcode]: $message"
}
db close

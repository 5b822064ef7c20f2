# Tcl's sqlite3 keeps statements by their text: what is evaluated again was prepared before.
package require sqlite3

sqlite3 db app.db
db enable_load_extension 1
set library [lindex $argv 0]
db eval {SELECT load_extension($library)}

proc delete {name} {
    db eval {DELETE FROM color WHERE name = $name}
}

proc suspend {value} {
    db eval {UPDATE softdelete SET suspended = $value}
}

proc restore {key} {
    db eval {SELECT restore('color', $key)}
}

proc show {title} {
    puts "$title: [db eval {SELECT name || '=' || is_deleted FROM color ORDER BY id}] [db eval {
        SELECT status FROM softdelete}]"
}

proc refused {title function argument} {
    if {[catch {$function $argument} message]} {
        puts "refused $title: $message"
    }
}

delete red
show deleted
suspend 1
delete green
show suspended
refused restore restore 1
suspend 0
restore 1
show resumed
db eval {SELECT name FROM color ORDER BY id} {
    suspend 1
    break
}
show finished

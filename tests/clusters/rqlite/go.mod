module rqlited

go 1.22.7

require github.com/rqlite/rqlite/v8 v8.36.3

// Behind 0.4.1 the module goes by another name.
replace github.com/armon/go-metrics => github.com/armon/go-metrics v0.4.1
